import type { QmpReply } from '../qmp/commands.ts'
import type { Sizable } from './size.ts'
import { hasTranslationRoom } from './translation-room.ts'

type Slot = QmpReply<'query-hotpluggable-cpus'>[number]
type Fitting = Pick<Sizable, 'monitor'>

/**
 * Puts processors into their places, first ones first. An emulated machine that has no room for the code of another one now
 * has it later, when it has thrown away what it has translated: call again until all are there.
 */
export async function fitProcessors({ monitor }: Fitting, count: number, signal: AbortSignal): Promise<void> {
  const slots = (await monitor.call('query-hotpluggable-cpus', {}, signal)).toSorted(byPlace)
  let fitted = slots.filter(isTaken).length
  for (const [index, slot] of slots.slice(0, count).entries()) {
    if (isTaken(slot)) continue
    if (!(await hasTranslationRoom(monitor, { fitted, most: slots.length }, signal))) return
    const { 'core-id': core, 'thread-id': thread, 'socket-id': socket } = slot.props
    const place = { 'socket-id': socket, 'core-id': core, 'thread-id': thread }
    await monitor.call('device_add', { driver: slot.type, id: `cpu${index}`, ...place }, signal)
    fitted += 1
  }
}

/**
 * Asks the guest to let go of the last processors. An emulated machine keeps those: QEMU 7.2 uses the memory of one that was
 * taken out again, and falls over the next one that is put in. Its guest switches them off instead.
 */
export async function unfitProcessors({ monitor }: Fitting, count: number, signal: AbortSignal): Promise<void> {
  const slots = (await monitor.call('query-hotpluggable-cpus', {}, signal)).toSorted(byPlace)
  const beyond = slots.slice(count).filter(isTaken).toReversed()
  if (beyond.length === 0 || !(await monitor.call('query-kvm', {}, signal)).enabled) return
  for (const slot of beyond) {
    // By its path, which those that were there from the beginning have, too.
    await monitor.call('device_del', { id: String(slot['qom-path']) }, signal)
  }
}

function isTaken(slot: Slot): boolean {
  return slot['qom-path'] !== undefined
}

/** Has the guest use the first of its processors and no others. Some systems take new ones into use by themselves, most do not. */
export async function useProcessors({ agent }: Sizable, count: number, signal: AbortSignal): Promise<void> {
  const known = (await agent.processors(signal)) ?? []
  const wrong = known.flatMap((each, index) => {
    const online = index < count
    const isFixed = !online && each['can-offline'] === false
    return each.online === online || isFixed ? [] : [{ 'logical-id': each['logical-id'], online }]
  })
  if (wrong.length > 0) await agent.switchProcessors(wrong, signal)
}

/** As QEMU numbers them: sockets, then cores, then threads. */
function byPlace(a: Slot, b: Slot): number {
  const place = ({ props }: Slot) =>
    (props['socket-id'] ?? 0) * 2 ** 20 + (props['core-id'] ?? 0) * 2 ** 8 + (props['thread-id'] ?? 0)
  return place(a) - place(b)
}
