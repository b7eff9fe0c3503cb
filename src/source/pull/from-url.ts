import type { ImageCreate } from '../../model/image.ts'
import { Fault } from '../../model/fault.ts'
import { digestFrom } from '../download/digest.ts'
import { webUrl } from '../download/web-url.ts'
import { mostBytes, type Target } from './target.ts'

export type PullWish = Extract<ImageCreate, { kind: 'pull' }>

/** A URL, which needs the digest of what it has. */
export function fromUrl({ from, mirrors, digest, format, architecture }: PullWish): Target {
  const known = digestFrom(digest ?? '')
  if (known === undefined) {
    const message = 'a URL needs the SHA-256 or SHA-512 of what it has'
    throw new Fault('request.invalid', { issues: [{ path: 'digest', message }] })
  }
  const urls = [webUrl(from), ...mirrors.map((mirror) => webUrl(mirror))] as const
  return { file: { urls, digest: known, mostBytes }, format, architecture, facts: {} }
}
