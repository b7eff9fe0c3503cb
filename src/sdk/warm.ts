import type { Operation } from '../model/operation.ts'
import type { WarmCreateInput, WarmImage, WarmListing, WarmSettings, WarmSettingsChangeInput } from '../model/warm.ts'
import { begin, call, type CallOptions, type OperationOptions, path } from './call.ts'
import type { Wire } from './wire.ts'

/** The guests that are kept for instances to begin from, newest first. */
export function listWarmImages(wire: Wire, options: CallOptions = {}): Promise<WarmListing> {
  return call(wire, { method: 'GET', path: '/v1/warm-images' }, options)
}

/** Boots a guest of an image and keeps it. */
export function createWarmImage(wire: Wire, want: WarmCreateInput, options: OperationOptions = {}): Promise<Operation> {
  return begin(wire, { method: 'POST', path: '/v1/warm-images', body: want }, options)
}

/** Answers what it was. Instances that began from it stay as they are. */
export function deleteWarmImage(wire: Wire, id: string, options: CallOptions = {}): Promise<WarmImage> {
  return call(wire, { method: 'DELETE', path: path('v1', 'warm-images', id) }, options)
}

/** How guests are kept in general. */
export function warmSettings(wire: Wire, options: CallOptions = {}): Promise<WarmSettings> {
  return call(wire, { method: 'GET', path: '/v1/warm-settings' }, options)
}

/** What does not fit into the budget any more goes at once. */
export function changeWarmSettings(
  wire: Wire,
  change: WarmSettingsChangeInput,
  options: CallOptions = {},
): Promise<WarmSettings> {
  return call(wire, { method: 'PATCH', path: '/v1/warm-settings', body: change }, options)
}
