import type { UsageHistory, UsageListing } from '../model/usage.ts'
import { call, type CallOptions, path, query } from './call.ts'
import type { Wire } from './wire.ts'

/** What each instance that runs uses now. Whoever asks again and again gets new figures every two seconds. */
export function listUsage(wire: Wire, options: CallOptions = {}): Promise<UsageListing> {
  return call(wire, { method: 'GET', path: '/v1/usage' }, options)
}

/** The samples of the last `span` seconds, 600 by default and a week at most, oldest first. */
export function instanceUsage(
  wire: Wire,
  name: string,
  options: CallOptions & { readonly span?: number | undefined } = {},
): Promise<UsageHistory> {
  const address = `${path('v1', 'instances', name, 'usage')}${query({ span: options.span })}`
  return call(wire, { method: 'GET', path: address }, options)
}
