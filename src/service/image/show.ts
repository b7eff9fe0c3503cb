import { Fault } from '../../model/fault.ts'
import type { Image } from '../../model/image.ts'
import type { Deps } from '../deps.ts'
import { resolveImage } from './resolve.ts'
import { viewImages } from './view.ts'

export async function showImage(deps: Pick<Deps, 'store' | 'library'>, reference: string): Promise<Image> {
  const { value } = await resolveImage(deps, reference)
  const [image] = await viewImages(deps, [value])
  if (!image) throw new Fault('image.not-found', { image: reference })
  return image
}
