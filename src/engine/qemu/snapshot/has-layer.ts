import type { LiveLayer } from '../../../contract/engine.ts'
import type { GuestAgent } from '../machine/guest-agent.ts'
import type { Monitor } from '../machine/monitor.ts'
import { overlaysOf } from './take-layer.ts'

type Asked = {
  readonly monitor: Pick<Monitor, 'call'>
  readonly agent: Pick<GuestAgent, 'thaw'> & { readonly port: { readonly isOpen: boolean } }
}

/**
 * Whether a machine writes to the files of a layer: all its disks were switched at one instant, so one tells it. Whoever froze
 * the file systems for that is gone, and nobody else would ever thaw them.
 */
export async function hasLayer(
  layer: Pick<LiveLayer, 'started' | 'parts'>,
  { monitor, agent }: Asked,
  signal: AbortSignal,
): Promise<boolean> {
  if (agent.port.isOpen) await agent.thaw()
  const disk = overlaysOf(layer).find(({ place }) => place.device !== null)
  if (!disk) return false
  const path = `/machine/peripheral/${disk.place.device}`
  return (await monitor.call('qom-get', { path, property: 'drive' }, signal)) === disk.name
}
