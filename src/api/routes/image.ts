import { Image, ImageCreate } from '../../model/image.ts'
import { ImageListing, UnusedListing } from '../../model/listing.ts'
import { ImageParams, UnusedQuery } from '../../model/request.ts'
import { createImage } from '../../service/image/create.ts'
import { deleteImage } from '../../service/image/delete.ts'
import { listImages } from '../../service/image/list.ts'
import { deleteUnused, listUnused } from '../../service/image/prune.ts'
import { showImage } from '../../service/image/show.ts'
import { json, operation } from '../answer.ts'
import { route } from '../route.ts'

export const imageRoutes = [
  route('GET', '/v1/images', {
    operationId: 'listImages',
    summary: 'List the images that are here, and those that can be built or pulled',
    answer: json(ImageListing),
    handle: ({ deps }) => listImages(deps),
  }),
  route('POST', '/v1/images', {
    operationId: 'createImage',
    summary: 'Build an image, import a local file as one, or pull one from the web',
    body: ImageCreate,
    faults: ['image.not-found', 'image.refused'],
    answer: operation(),
    handle: ({ deps, body, request }) => createImage(deps, body, request),
  }),
  route('GET', '/v1/unused-images', {
    operationId: 'listUnusedImages',
    summary: 'List what nothing needs: images, their files, downloads, caches',
    query: UnusedQuery,
    answer: json(UnusedListing),
    handle: ({ deps, query }) => listUnused(deps, query),
  }),
  route('DELETE', '/v1/unused-images', {
    operationId: 'deleteUnusedImages',
    summary: 'Delete what nothing needs, and answer what it was',
    query: UnusedQuery,
    faults: ['instance.busy'],
    answer: json(UnusedListing),
    handle: ({ deps, query }) => deleteUnused(deps, query),
  }),
  route('GET', '/v1/images/:reference', {
    operationId: 'showImage',
    summary: 'Show an image and who uses it',
    params: ImageParams,
    faults: ['image.not-found', 'image.ambiguous'],
    answer: json(Image),
    handle: ({ deps, params }) => showImage(deps, params.reference),
  }),
  route('DELETE', '/v1/images/:reference', {
    operationId: 'deleteImage',
    summary: 'Delete an image that nobody uses, and answer what it was',
    params: ImageParams,
    faults: ['image.not-found', 'image.ambiguous', 'image.in-use'],
    answer: json(Image),
    handle: ({ deps, params }) => deleteImage(deps, params.reference),
  }),
]
