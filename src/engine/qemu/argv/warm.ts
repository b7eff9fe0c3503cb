import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'

/** The memory of a machine of which there is, or will be, a warm image. */
export const memoryId = 'memory0'

/** What holds back the packets of a nic until its guest has an address of its own. */
export const gateId = (index: number): string => `gate${index}`

/** The longest time of a filter-buffer, in microseconds (qapi/qom.json, uint32): more than an hour. */
const holdMicroseconds = 2 ** 32 - 1

/**
 * Memory that is a file: shared by the template, which writes it, and private to a fork, which copies each page that it writes.
 * A fork waits for the state of its devices, and for the word to go on; nobody reaches it before its gates are open.
 */
export function warmArguments({ warm, memoryBytes, nics }: StartPlan, { memory }: Places): readonly string[] {
  if (warm === undefined) return []
  if (warm.as === 'kept')
    return jsonOption('object', { 'qom-type': 'memory-backend-ram', id: memoryId, size: memoryBytes })
  const object = { 'qom-type': 'memory-backend-file', id: memoryId, size: memoryBytes, 'mem-path': memory }
  if (warm.as === 'template') return jsonOption('object', { ...object, share: true })
  const gates = nics.flatMap((_nic, index) =>
    jsonOption('object', {
      'qom-type': 'filter-buffer',
      id: gateId(index),
      netdev: `net${index}`,
      interval: holdMicroseconds,
    }),
  )
  return [...jsonOption('object', { ...object, share: false }), ...gates, '-S', '-incoming', 'defer']
}
