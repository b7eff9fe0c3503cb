import { Fault } from '../../model/fault.ts'
import type { Publication } from '../catalog/catalog.ts'
import { newest, parseDigestList } from '../catalog/digest-list.ts'
import type { Place } from '../catalog/entry.ts'
import { verified } from '../catalog/signature.ts'
import { failed } from '../download/download-fault.ts'
import { fetchBytes } from '../download/fetch-bytes.ts'
import { mirrored } from '../download/web-of.ts'
import { webUrl } from '../download/web-url.ts'
import { mostBytes, type Search, type Target } from './target.ts'

const mostListBytes = 4 << 20

/** The file that a catalog name means today, by the list of digests that its distribution publishes. */
export async function fromCatalog({ entry, place, architecture }: Publication, search: Search): Promise<Target> {
  const folders = place.folders.map((folder) => webUrl(mirrored(folder, search.settings.downloads.mirrors)))
  const { text, url } = await readList(place, folders, search)
  const only = place.list.replace(/\.sha(?:256|512)$/i, '')
  const found = newest(parseDigestList(text, only), place.file)
  if (found === undefined) throw failed(url, `it has no digest of ${place.file}`)
  const [first, ...others] = folders.map((folder) => webUrl(encodeURIComponent(found.name), folder))
  if (first === undefined) throw new RangeError('a place has at least one folder')
  return {
    file: { urls: [first, ...others], digest: found.digest, mostBytes },
    format: entry.medium ? 'iso' : 'qcow2',
    architecture,
    facts: { os: entry.os, agent: entry.agent, boot: [...(entry.boot[architecture] ?? [])] },
  }
}

type List = { readonly text: string; readonly url: URL }

/** From the first folder that has it. A signature that does not hold is no reason to look elsewhere. */
async function readList(place: Place, folders: readonly URL[], search: Search): Promise<List> {
  let last: unknown
  for (const folder of folders) {
    const url = webUrl(place.list, folder)
    search.report(`reading ${place.list} of ${url.host}`)
    try {
      const bytes = await fetchBytes(url, mostListBytes, search.web, search.signal)
      return { url, text: await signedText({ url, bytes, folder }, place, search) }
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'image.download-failed') throw error
      last = error
    }
  }
  throw last
}

async function signedText(
  { url, bytes, folder }: { readonly url: URL; readonly bytes: Uint8Array; readonly folder: URL },
  { signing }: Place,
  { web, workFolder, note, signal }: Search,
): Promise<string> {
  const plain = new TextDecoder().decode(bytes)
  if (signing === undefined) {
    if (url.protocol === 'http:') note(`${url.href} has no signature, and came over http: it was taken as it is`)
    return plain
  }
  const signature =
    signing.by === 'inline' ? undefined : await fetchBytes(webUrl(signing.by.file, folder), mostListBytes, web, signal)
  const signed = await verified({ url, text: bytes, signature }, signing, workFolder, signal)
  if ('text' in signed) return signed.text
  note(`the signature of ${url.href} was not checked: ${signed.unchecked}`)
  return plain
}
