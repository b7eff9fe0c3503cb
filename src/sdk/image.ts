import type { Image, ImageCreateInput } from '../model/image.ts'
import type { ImageListing, UnusedListing } from '../model/listing.ts'
import type { Operation } from '../model/operation.ts'
import { begin, call, type CallOptions, type OperationOptions, path } from './call.ts'
import type { Wire } from './wire.ts'

/** The images that are here, and those that can be built. */
export function listImages(wire: Wire, options: CallOptions = {}): Promise<ImageListing> {
  return call(wire, { method: 'GET', path: '/v1/images' }, options)
}

/** Builds an image, or imports a file of the host as one. */
export function createImage(wire: Wire, want: ImageCreateInput, options: OperationOptions = {}): Promise<Operation> {
  return begin(wire, { method: 'POST', path: '/v1/images', body: want }, options)
}

/** `reference`: a name, or the beginning of a digest. */
export function showImage(wire: Wire, reference: string, options: CallOptions = {}): Promise<Image> {
  return call(wire, { method: 'GET', path: path('v1', 'images', reference) }, options)
}

/** Answers what it was. */
export function deleteImage(wire: Wire, reference: string, options: CallOptions = {}): Promise<Image> {
  return call(wire, { method: 'DELETE', path: path('v1', 'images', reference) }, options)
}

/** What nothing needs; with `all` also images that have a name and are not used. */
export function listUnusedImages(
  wire: Wire,
  { all }: { readonly all: boolean },
  options: CallOptions = {},
): Promise<UnusedListing> {
  return call(wire, { method: 'GET', path: `/v1/unused-images?all=${all}` }, options)
}

/** Deletes it, and answers what it was. */
export function deleteUnusedImages(
  wire: Wire,
  { all }: { readonly all: boolean },
  options: CallOptions = {},
): Promise<UnusedListing> {
  return call(wire, { method: 'DELETE', path: `/v1/unused-images?all=${all}` }, options)
}
