import { sizeOf } from '../host/files.ts'
import { hashBytes, hashFile } from '../host/hash-file.ts'
import { type ImageFile, ImageManifest } from '../model/image.ts'
import { ImageDigest } from '../model/name.ts'
import { canonicalJson } from './canonical-json.ts'
import type { ImageFacts } from './recipe.ts'

/** The manifest of an image whose files lie finished in a folder. */
export async function describeImage(
  folder: string,
  facts: Omit<ImageFacts, 'source'>,
  source: ImageManifest['source'],
  signal: AbortSignal,
): Promise<ImageManifest> {
  const measure = async ({ role, name, format }: ImageFacts['files'][number]): Promise<ImageFile> => {
    const path = `${folder}/${name}`
    return { role, name, format, sizeBytes: (await sizeOf(path)) ?? 0, sha256: await hashFile(path, signal) }
  }
  return ImageManifest.parse({ ...facts, version: 1, files: await Promise.all(facts.files.map(measure)), source })
}

export function digestOf(manifest: ImageManifest): ImageDigest {
  return ImageDigest.parse(`sha256:${hashBytes(canonicalJson(manifest))}`)
}
