import type { DaemonStatus } from '../model/daemon.ts'
import { call, type CallOptions } from './call.ts'
import type { Wire } from './wire.ts'

export function daemonStatus(wire: Wire, options: CallOptions = {}): Promise<DaemonStatus> {
  return call(wire, { method: 'GET', path: '/v1/daemon' }, options)
}

/** Asks it to end; instances run on. Answers before it has ended. */
export function stopDaemon(wire: Wire, options: CallOptions = {}): Promise<DaemonStatus> {
  return call(wire, { method: 'POST', path: '/v1/daemon/stop' }, options)
}
