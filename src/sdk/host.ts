import type { CpuModels, CpuModelsQuery } from '../model/host/cpu-model.ts'
import type { HostDeviceReport } from '../model/host/device-report.ts'
import type { HostReport } from '../model/host/report.ts'
import { call, type CallOptions, query } from './call.ts'
import type { Wire } from './wire.ts'

/** What this host is and has, what that means, what is missing, and what mends it. */
export function hostReport(wire: Wire, options: CallOptions = {}): Promise<HostReport> {
  return call(wire, { method: 'GET', path: '/v1/host' }, options)
}

/** Every device of this host, and what stands in the way of giving it to a guest. */
export function hostDevices(wire: Wire, options: CallOptions = {}): Promise<HostDeviceReport> {
  return call(wire, { method: 'GET', path: '/v1/host/devices' }, options)
}

/** The CPU models and features that guests of an architecture can have, and what this host lacks for each. */
export function hostCpuModels(
  wire: Wire,
  { arch }: CpuModelsQuery = {},
  options: CallOptions = {},
): Promise<CpuModels> {
  return call(wire, { method: 'GET', path: `/v1/host/cpu-models${query({ arch })}` }, options)
}
