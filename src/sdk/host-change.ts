import type { HostChange, HostChangeRequestInput, HostChangeStates } from '../model/host/change.ts'
import { call, type CallOptions } from './call.ts'
import type { Wire } from './wire.ts'

/** Packages may have to come over a slow network. */
const answerDeadlineMs = 15 * 60_000

/** Which changes of the host can be made, and where each stands. */
export function listHostChanges(wire: Wire, options: CallOptions = {}): Promise<HostChangeStates> {
  return call(wire, { method: 'GET', path: '/v1/host/changes' }, options)
}

/** Makes a change of the host, or takes it back; with `dryRun` it is only told. Only a daemon that is root can make one. */
export function changeHost(wire: Wire, want: HostChangeRequestInput, options: CallOptions = {}): Promise<HostChange> {
  return call(wire, { method: 'POST', path: '/v1/host/changes', body: want, timeoutMs: answerDeadlineMs }, options)
}
