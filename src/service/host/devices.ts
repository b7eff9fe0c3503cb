import type { HostDeviceReport } from '../../model/host/device-report.ts'
import { judgeDevices } from '../../plan/host/judge-devices.ts'
import type { Deps } from '../deps.ts'

/** Every device of this host, and what stands in the way of giving it to a guest. */
export async function hostDevices({ host }: Pick<Deps, 'host'>, signal: AbortSignal): Promise<HostDeviceReport> {
  return judgeDevices(await host.devices(signal))
}
