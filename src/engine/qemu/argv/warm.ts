import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { netdevId } from './nic-id.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'

/** The memory of a machine that is a file, by the name that QEMU knows it by; of one that was booted as any other, QEMU's own. */
export function memoryId({ warm }: Pick<StartPlan, 'warm'>): string {
  return warm?.guest === 'booted' ? 'pc.ram' : 'memory0'
}

/** What holds back the packets of a nic until its guest has an address of its own. */
export const gateId = (index: number): string => `gate${index}`

/** The longest time of a filter-buffer, in microseconds (qapi/qom.json, uint32): more than an hour. */
const holdMicroseconds = 2 ** 32 - 1

const waiting = ['-S', '-incoming', 'defer'] as const

/**
 * Memory that is a file: shared by the template, which writes it, and private to a fork, which copies each page that it writes.
 * A fork waits for the state of its devices, and for the word to go on; nobody reaches it before its gates are open.
 */
export function warmArguments(plan: StartPlan, { memory }: Places): readonly string[] {
  const { warm, memoryBytes, nics } = plan
  if (warm === undefined) return []
  const id = memoryId(plan)
  if (warm.as === 'kept') return jsonOption('object', { 'qom-type': 'memory-backend-ram', id, size: memoryBytes })
  const object = { 'qom-type': 'memory-backend-file', id, size: memoryBytes, 'mem-path': memory }
  const shared = jsonOption('object', { ...object, share: true })
  if (warm.as === 'template') return shared
  if (warm.as === 'receiver') return [...shared, ...waiting]
  const gates = nics.flatMap(({ plugged }, index) =>
    plugged === true
      ? []
      : jsonOption('object', {
          'qom-type': 'filter-buffer',
          id: gateId(index),
          netdev: netdevId(index),
          interval: holdMicroseconds,
        }),
  )
  return [...jsonOption('object', { ...object, share: false }), ...gates, ...waiting]
}
