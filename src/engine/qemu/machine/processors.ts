import type { QmpReply } from '../qmp/commands.ts'
import type { Sizable } from './size.ts'

type Slot = QmpReply<'query-hotpluggable-cpus'>[number]

/**
 * Puts processors into their places, first ones first, or asks the guest to let go of the last ones. An emulated machine keeps
 * those: QEMU 7.2 uses the memory of one that was taken out again, and falls over the next one that is put in. Its guest
 * switches them off instead.
 */
export async function fitProcessors({ monitor }: Sizable, count: number, signal: AbortSignal): Promise<void> {
  const slots = (await monitor.call('query-hotpluggable-cpus', {}, signal)).toSorted(byPlace)
  for (const [index, slot] of slots.slice(0, count).entries()) {
    if (slot['qom-path'] !== undefined) continue
    const { 'core-id': core, 'thread-id': thread, 'socket-id': socket } = slot.props
    const place = { 'socket-id': socket, 'core-id': core, 'thread-id': thread }
    const device = { driver: slot.type, id: `cpu${index}`, ...place }
    await monitor.call('device_add', device, signal)
  }
  if (slots.every((slot, index) => index < count || slot['qom-path'] === undefined)) return
  if (!(await monitor.call('query-kvm', {}, signal)).enabled) return
  for (const slot of slots.slice(count).toReversed()) {
    // By its path, which those that were there from the beginning have, too.
    if (slot['qom-path'] !== undefined) await monitor.call('device_del', { id: slot['qom-path'] }, signal)
  }
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
