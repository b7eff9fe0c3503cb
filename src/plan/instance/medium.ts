import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { ImageDigest } from '../../model/name.ts'
import type { ImageChoice } from './plan-create.ts'

/** The medium of an image, and where it lies. */
export type Medium = { readonly digest: ImageDigest; readonly path: string }

/** The name of the file in an image that goes into a drive. */
export function chooseMedium({ manifest, name }: ImageChoice): Verdict<string, Fault> {
  const file = manifest.files.find(({ role }) => role === 'cdrom')
  return file ? approve(file.name) : refuse(new Fault('image.no-medium', { image: name }))
}
