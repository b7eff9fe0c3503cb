import { freeBytes } from '../../host/free-space.ts'
import type { Answer, Web } from '../../host/web/ask.ts'
import type { PartialFile } from '../../host/web/partial-file.ts'
import type { Report } from '../../kit/report.ts'
import { formatBytes } from '../../kit/bytes.ts'
import { diskFull } from '../build-fault.ts'
import { parseContentRange } from './content-range.ts'
import { failed, statusReason } from './download-fault.ts'
import { askFollowing } from './follow.ts'
import { refused } from './web-url.ts'

/** One try to get the rest of a file. */
export type Try = {
  readonly url: URL
  readonly file: PartialFile
  readonly folder: string
  readonly mostBytes: number
  /** Of the version that the bytes so far are of; sent as If-Range when they came from this URL. */
  readonly validator: string | undefined
  /** Called before the first byte is written. */
  readonly onVersion: (validator: string | undefined) => Promise<void>
  readonly web: Web
  readonly report: Report
  readonly signal: AbortSignal
}

/** A server that may do better when it is asked again. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain'
}

/** Gets what is missing. Returns when the server says that this is all; throws WebError, Fault or TryAgain otherwise. */
export async function transfer(one: Try): Promise<void> {
  const { url, file, web, signal } = one
  const asked = await askFollowing(url, { headers: rangeHeaders(one), downgrade: true }, web, signal)
  using answer = asked.answer
  const total = await placeOf(answer, one)
  if (total === 'complete') return
  await one.onVersion(validatorOf(answer))
  await requireRoom(total, one)
  await takeBody(answer, total, one)
  if (total !== null && file.sizeBytes !== total) throw new TryAgain('the server sent less than it had said')
}

function rangeHeaders({ file, validator }: Try): Record<string, string> {
  if (file.sizeBytes === 0) return {}
  return { range: `bytes=${file.sizeBytes}-`, ...(validator !== undefined && { 'if-range': validator }) }
}

/** Only a strong one may stand in If-Range (RFC 9110 13.1.5). */
function validatorOf(answer: Answer): string | undefined {
  const tag = answer.header('etag')
  return tag !== undefined && !tag.startsWith('W/') ? tag : answer.header('last-modified')
}

/** Makes the file ready for the body, and tells how long the file will be; null when the server does not say. */
async function placeOf(answer: Answer, { url, file }: Try): Promise<number | null | 'complete'> {
  const { status } = answer
  const range = parseContentRange(answer.header('content-range'))
  if (status === 206 && range?.first === file.sizeBytes) return range.total
  if (status === 200) {
    if (file.sizeBytes > 0) await file.empty()
    const length = answer.header('content-length')
    return length === undefined ? null : Number(length)
  }
  if (status === 416 && range?.total === file.sizeBytes) return 'complete'
  if (status === 206 || status === 416) {
    await file.empty()
    throw new TryAgain('the server sent another part of the file than it was asked for')
  }
  if (status >= 500 || status === 429 || status === 408) throw new TryAgain(statusReason(status))
  throw failed(url, statusReason(status))
}

async function requireRoom(total: number | null, { url, file, folder, mostBytes }: Try): Promise<void> {
  if (total !== null && total > mostBytes) throw tooLarge(url, mostBytes)
  const missing = (total ?? 0) - file.sizeBytes
  if ((await freeBytes(folder)) < missing) throw await diskFull(folder, missing)
}

async function takeBody(answer: Answer, total: number | null, one: Try): Promise<void> {
  const { url, file, mostBytes, report, signal } = one
  const tell = () => report(`downloading from ${url.host}`, { done: file.sizeBytes, total, unit: 'bytes' })
  tell()
  for await (const chunk of answer.body) {
    signal.throwIfAborted()
    if (file.sizeBytes + chunk.length > mostBytes) throw tooLarge(url, mostBytes)
    await file.append(chunk)
    tell()
  }
}

function tooLarge(url: URL, mostBytes: number) {
  return refused(url.href, `it is larger than ${formatBytes(mostBytes)}`)
}
