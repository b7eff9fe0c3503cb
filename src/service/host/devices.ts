import type { HostDevices } from '../../model/host/device.ts'
import type { Deps } from '../deps.ts'

/** Everything on this host that can be given to a guest. */
export async function hostDevices({ host }: Pick<Deps, 'host'>, signal: AbortSignal): Promise<HostDevices> {
  return await host.devices(signal)
}
