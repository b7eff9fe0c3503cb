import type { HostReport } from '../model/host/report.ts'
import { call, type CallOptions } from './call.ts'
import type { Wire } from './wire.ts'

/** What the host can do, what is missing, and what mends it. */
export function hostReport(wire: Wire, options: CallOptions = {}): Promise<HostReport> {
  return call(wire, { method: 'GET', path: '/v1/host' }, options)
}
