import type { PluggedNic } from '../../../contract/engine.ts'
import { Undo } from '../../../kit/undo.ts'
import { nicBackend, nicDevice } from '../argv/nic.ts'
import { netdevId } from '../argv/nic-id.ts'
import type { Monitor } from './monitor.ts'
import { plugIn } from './plug-in.ts'

/** How long QEMU may take to let go of what a card leads to, in milliseconds. */
const removeMs = 5000

/** Plugs a network card in whose network runs already. False when no port is free. Rejects with QmpError. */
export async function attachNic(
  { nic, index, on }: PluggedNic,
  runFolder: string,
  monitor: Pick<Monitor, 'call'>,
  signal: AbortSignal,
): Promise<boolean> {
  await using undo = new Undo()
  await monitor.call('netdev_add', nicBackend(nic, index, { runFolder }), signal)
  undo.push('remove where it leads to', async () => {
    await monitor.call('netdev_del', { id: netdevId(index) }, AbortSignal.timeout(removeMs))
  })
  const isPlugged = await plugIn(monitor, nicDevice(on, nic, index), signal)
  if (isPlugged) undo.keep()
  return isPlugged
}
