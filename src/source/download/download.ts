import { isDiskFull } from '../../host/disk-full.ts'
import { readTextIfAny, removeTree, writeWhole } from '../../host/files.ts'
import { systemClock } from '../../host/system-clock.ts'
import type { Web } from '../../host/web/ask.ts'
import { PartialFile } from '../../host/web/partial-file.ts'
import { WebError } from '../../host/web/web-error.ts'
import type { Report } from '../../kit/report.ts'
import { Fault } from '../../model/fault.ts'
import { diskFull } from '../build-fault.ts'
import type { Digest } from './digest.ts'
import { failed, toDownloadFault } from './download-fault.ts'
import { transfer, TryAgain } from './transfer.ts'

/** A file of the web that is known by its digest, and the places that have it, best first. */
export type WebFile = { readonly urls: readonly [URL, ...URL[]]; readonly digest: Digest; readonly mostBytes: number }

export type DownloadDesk = {
  /** Where files lie while they come; it must exist. */
  readonly folder: string
  readonly web: Web
  readonly report: Report
  readonly signal: AbortSignal
}

/** Even a server that sends a little each time is given up at last. */
const mostTries = 1000

/**
 * Gets a file, going on where an earlier download of it has ended, whoever that came from: its digest tells in the end.
 * Answers where it lies; who takes it removes it. What came stays when it is cut off or cancelled, and goes when it
 * turns out to be wrong. Throws image.download-failed, image.download-refused, image.wrong-digest, host.disk-full.
 */
export async function download(wanted: WebFile, desk: DownloadDesk): Promise<string> {
  const path = partPath(desk.folder, wanted.digest)
  let last: unknown
  for (const url of wanted.urls) {
    try {
      await fromOne(url, path, wanted, desk)
      return path
    } catch (error) {
      desk.signal.throwIfAborted()
      last = isDiskFull(error) ? await diskFull(desk.folder, 0, error) : toDownloadFault(error, url)
      // No mirror has room on this disk, and what lies there is in everybody's way.
      if (isFullDisk(last)) await removeDownload(path)
      if (!(last instanceof Fault) || isFullDisk(last)) throw last
    }
  }
  throw last
}

export function isFullDisk(error: unknown): boolean {
  return error instanceof Fault && error.code === 'host.disk-full'
}

/** Removes a download and what was noted about it. */
export async function removeDownload(path: string): Promise<void> {
  await removeTree(path)
  await removeTree(`${path}.json`)
}

function partPath(folder: string, { algorithm, hex }: Digest): string {
  return `${folder}/${algorithm}-${hex.slice(0, 64)}.part`
}

async function fromOne(url: URL, path: string, wanted: WebFile, desk: DownloadDesk): Promise<void> {
  const { digest } = wanted
  await using file = await PartialFile.open(path, digest.algorithm, desk.signal)
  const hadSome = file.sizeBytes > 0
  if (file.digest() === digest.hex) return
  await fetchRest(url, { path, file }, wanted, desk)
  if (file.digest() === digest.hex) return
  // What was there before may have been of another file: it is fetched once from its beginning.
  if (hadSome) {
    await file.empty()
    await fetchRest(url, { path, file }, wanted, desk)
    if (file.digest() === digest.hex) return
  }
  const found = file.digest()
  await file.empty()
  await removeDownload(path)
  throw new Fault('image.wrong-digest', { url: url.href, wanted: digest.hex, found })
}

type Place = { readonly path: string; readonly file: PartialFile }

async function fetchRest(url: URL, { path, file }: Place, { mostBytes }: WebFile, desk: DownloadDesk): Promise<void> {
  const { folder, web, report, signal } = desk
  let most = file.sizeBytes
  for (let tries = 0, fruitless = 0; ; tries++) {
    try {
      const validator = await versionOf(path, url)
      const onVersion = (version: string | undefined) => noteVersion(path, url, version)
      return await transfer({ url, file, folder, mostBytes, validator, onVersion, web, report, signal })
    } catch (error) {
      signal.throwIfAborted()
      if (!mayHelp(error)) throw error
      fruitless = file.sizeBytes > most ? 0 : fruitless + 1
      most = Math.max(most, file.sizeBytes)
      const waitMs = web.waitsMs[fruitless]
      if (waitMs === undefined || tries >= mostTries) throw asFault(error, url)
      if (waitMs > 0) report(`waiting for ${url.host}`)
      await systemClock.sleep(waitMs, signal)
    }
  }
}

function mayHelp(error: unknown): boolean {
  return error instanceof TryAgain || (error instanceof WebError && error.kind !== 'refused')
}

function asFault(error: unknown, url: URL): unknown {
  return error instanceof TryAgain ? failed(url, error.message, error) : toDownloadFault(error, url)
}

/** What tells versions of the file apart, when the bytes that are here came from this very URL. */
async function versionOf(path: string, url: URL): Promise<string | undefined> {
  try {
    const noted: unknown = JSON.parse((await readTextIfAny(`${path}.json`)) ?? 'null')
    if (typeof noted !== 'object' || noted === null || !('url' in noted) || !('validator' in noted)) return undefined
    return noted.url === url.href && typeof noted.validator === 'string' ? noted.validator : undefined
  } catch {
    return undefined
  }
}

async function noteVersion(path: string, url: URL, validator: string | undefined): Promise<void> {
  await writeWhole(`${path}.json`, JSON.stringify({ url: url.href, validator }))
}
