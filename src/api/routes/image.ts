import { Image, ImageCreate } from '../../model/image.ts'
import { ImageListing } from '../../model/listing.ts'
import { ImageParams } from '../../model/request.ts'
import { createImage } from '../../service/image/create.ts'
import { deleteImage } from '../../service/image/delete.ts'
import { listImages } from '../../service/image/list.ts'
import { showImage } from '../../service/image/show.ts'
import { json, operation } from '../answer.ts'
import { route } from '../route.ts'

export const imageRoutes = [
  route('GET', '/v1/images', {
    operationId: 'listImages',
    summary: 'List the images that are here, and those that can be built',
    answer: json(ImageListing),
    handle: ({ deps }) => listImages(deps),
  }),
  route('POST', '/v1/images', {
    operationId: 'createImage',
    summary: 'Build an image, or import a local file as one',
    body: ImageCreate,
    faults: ['image.not-found', 'image.refused'],
    answer: operation(),
    handle: ({ deps, body, request }) => createImage(deps, body, request),
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
