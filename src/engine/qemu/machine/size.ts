import type { Clock } from '../../../contract/clock.ts'
import type { MachineSize } from '../../../contract/engine.ts'
import type { SizeWish } from '../../../plan/instance/plan-live.ts'
import type { GuestAgent } from './guest-agent.ts'
import { fitProcessors, unfitProcessors, useProcessors } from './processors.ts'
import { askForMemory, readMemory, stopAsking } from './memory.ts'
import type { Monitor } from './monitor.ts'
import { spareMemory } from './spare-memory.ts'

/** A machine whose size can be asked for and changed. */
export type Sizable = {
  readonly monitor: Pick<Monitor, 'call'>
  readonly agent: Pick<GuestAgent, 'processors' | 'switchProcessors' | 'expectMemory'>
  readonly clock: Pick<Clock, 'sleep'>
}

/** Between two looks at what a guest has done, in milliseconds. */
const lookMs = 100

export async function readSize({ monitor, agent }: Sizable, signal: AbortSignal): Promise<MachineSize> {
  const [slots, processors, memoryBytes] = await Promise.all([
    monitor.call('query-hotpluggable-cpus', {}, signal),
    agent.processors(signal),
    readMemory(monitor, signal),
  ])
  const fittedCpus = slots.filter((slot) => slot['qom-path'] !== undefined).length
  const used = processors?.filter(({ online }) => online).length ?? fittedCpus
  return { cpus: Math.min(used, fittedCpus), fittedCpus, memoryBytes }
}

/**
 * Fits the machine with what is wished for, and sees to it that the guest uses it. A guest that takes too long has until
 * `patience` is aborted; what it has by then is the answer. Rejects with QmpError, or with the reason of `signal`.
 */
export async function changeSize(
  machine: Sizable,
  wish: SizeWish,
  patience: AbortSignal,
  signal: AbortSignal,
): Promise<MachineSize> {
  if (wish.cpus !== undefined) await unfitProcessors(machine, wish.cpus, signal)
  const aim = { ...wish, ...(await leastMemory(machine, wish, signal)) }
  if (aim.memoryBytes !== undefined) await machine.agent.expectMemory(signal)
  for (;;) {
    if (aim.memoryBytes !== undefined) await askForMemory(machine.monitor, aim.memoryBytes, signal)
    if (aim.cpus !== undefined) await giveProcessors(machine, aim.cpus, signal)
    const size = await readSize(machine, signal)
    if (isAsWished(size, aim)) return size
    if (patience.aborted) break
    await machine.clock.sleep(lookMs, signal)
  }
  await stopAsking(machine.monitor, signal)
  return await readSize(machine, signal)
}

async function giveProcessors(machine: Sizable, count: number, signal: AbortSignal): Promise<void> {
  await fitProcessors(machine, count, signal)
  await useProcessors(machine, count, signal)
}

const mebibyte = 2 ** 20

/** A guest is asked for no more memory than it can spare. */
async function leastMemory(
  machine: Sizable,
  { memoryBytes }: SizeWish,
  signal: AbortSignal,
): Promise<{ readonly memoryBytes?: number }> {
  if (memoryBytes === undefined) return {}
  const has = await readMemory(machine.monitor, signal)
  const spare = has > memoryBytes ? await spareMemory(machine, signal) : undefined
  const least = spare === undefined ? 0 : Math.ceil((has - spare) / mebibyte) * mebibyte
  return { memoryBytes: Math.max(memoryBytes, Math.min(has, least)) }
}

function isAsWished(size: MachineSize, { cpus = size.cpus, memoryBytes = size.memoryBytes }: SizeWish): boolean {
  return size.cpus === cpus && size.memoryBytes === memoryBytes
}
