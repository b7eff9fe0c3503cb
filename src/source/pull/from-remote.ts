import { Fault } from '../../model/fault.ts'
import { failed } from '../download/download-fault.ts'
import { fetchBytes } from '../download/fetch-bytes.ts'
import { mirrored } from '../download/web-of.ts'
import { webUrl } from '../download/web-url.ts'
import { findDisk, type FoundDisk, productPaths } from '../simplestreams/find-product.ts'
import type { PullWish } from './from-url.ts'
import { mostBytes, type Search, type Target } from './target.ts'

/** The list of Ubuntu's server has some 20 MB. */
const mostListBytes = 64 << 20

const debianNames: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  arm: 'armhf',
  riscv64: 'riscv64',
  ppc64le: 'ppc64el',
  s390x: 's390x',
}

/** What REMOTE:ALIAS means on an image server (simplestreams). Its lists have no signature that is of use here: https vouches for them. */
export async function fromRemote({ from, architecture }: PullWish, search: Search): Promise<Target> {
  const cut = from.indexOf(':')
  const server = search.settings.remotes[from.slice(0, cut)]
  if (cut < 1 || server === undefined) throw new Fault('image.not-found', { image: from })
  const base = webUrl(`${mirrored(server, search.settings.downloads.mirrors).replace(/\/+$/, '')}/`)
  const wanted = architecture ?? search.own
  const disk = await findOn(base, from.slice(cut + 1), debianNames[wanted] ?? wanted, search)
  if (disk === undefined) throw new Fault('image.not-found', { image: from })
  return {
    file: { urls: [webUrl(disk.path, base)], digest: disk.digest, mostBytes },
    format: 'qcow2',
    architecture: wanted,
    facts: { os: disk.os },
  }
}

async function findOn(base: URL, alias: string, architecture: string, search: Search): Promise<FoundDisk | undefined> {
  const index = await readJson(webUrl('streams/v1/index.json', base), search)
  for (const path of productPaths(index)) {
    const found = findDisk(await readJson(webUrl(path, base), search), alias, architecture)
    if (found !== undefined) return found
  }
  return undefined
}

async function readJson(url: URL, { web, report, signal }: Search): Promise<unknown> {
  report(`reading the list of ${url.host}`)
  const bytes = await fetchBytes(url, mostListBytes, web, signal)
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch (error) {
    throw failed(url, 'it is no JSON', error)
  }
}
