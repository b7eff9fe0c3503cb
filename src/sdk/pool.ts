import type { Pool, PoolListing } from '../model/pool.ts'
import { call, type CallOptions, path } from './call.ts'
import type { Wire } from './wire.ts'

/** The pools, and what is left in them. */
export function listPools(wire: Wire, options: CallOptions = {}): Promise<PoolListing> {
  return call(wire, { method: 'GET', path: '/v1/pools' }, options)
}

/** Makes a folder of the host a pool. */
export function createPool(
  wire: Wire,
  want: { readonly name: string; readonly path: string },
  options: CallOptions = {},
): Promise<Pool> {
  return call(wire, { method: 'POST', path: '/v1/pools', body: want }, options)
}

/** Answers what it was; its folder stays. */
export function deletePool(wire: Wire, name: string, options: CallOptions = {}): Promise<Pool> {
  return call(wire, { method: 'DELETE', path: path('v1', 'pools', name) }, options)
}
