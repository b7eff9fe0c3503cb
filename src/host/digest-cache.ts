import { fileStamp } from './file-stamp.ts'
import { hashFile } from './hash-file.ts'

/** SHA-256 of files that seldom change; each is read again only when its stamp has changed. */
export class DigestCache {
  readonly #known = new Map<string, { readonly stamp: string; readonly digest: Promise<string> }>()

  /** In lower-case hex; "missing" for a file that is not there. */
  async of(path: string, signal: AbortSignal): Promise<string> {
    const stamp = await fileStamp(path)
    if (stamp === 'missing') return stamp
    const known = this.#known.get(path)
    if (known?.stamp === stamp) return await known.digest
    const digest = hashFile(path, signal)
    this.#known.set(path, { stamp, digest })
    digest.catch(() => this.#known.delete(path))
    return await digest
  }
}
