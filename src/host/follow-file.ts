import { type FileHandle, open } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Watch } from './watch.ts'

const pieceBytes = 64 * 1024
/** A reader that is further behind is taken to the end. */
const mostBehindBytes = 1024 * 1024
/** However fast a file grows, it is looked at no more often than this. */
const paceMs = 10

export type FollowOptions = {
  readonly tailBytes: number
  /** Go on with what is added later. */
  readonly follow: boolean
  /** Aborted when nothing will be added any more: what is there is still read. */
  readonly finished?: AbortSignal
}

/**
 * The last `tailBytes` of a file, beginning with a whole line, and when asked what is added until the signal is aborted.
 * The file may not exist yet; it may be cut to nothing, or lose its beginning. A slow reader misses bytes rather than
 * have them kept for it.
 */
export async function* followFile(
  path: string,
  { tailBytes, follow, finished }: FollowOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, undefined> {
  const over = AbortSignal.any(finished ? [signal, finished] : [signal])
  const file = await openWhenThere(path, follow, over)
  if (!file) return
  await using _closed = { [Symbol.asyncDispose]: () => file.close() }
  let { size } = await file.stat()
  let position = await lineStart(file, Math.max(0, size - tailBytes), size)
  while (!signal.aborted) {
    const piece = await read(file, position, size)
    position += piece.length
    if (piece.length > 0) yield piece
    else if (!follow || finished?.aborted === true) return
    if (!follow) continue
    const next = await grown(file, path, position, over)
    if (next === undefined) return
    size = next
    if (size < position) position = 0
    if (size - position > Math.max(mostBehindBytes, tailBytes)) position = size - pieceBytes
  }
}

/** Waits until the size is another than `position`, or the signal is aborted. Undefined when the file is removed. */
async function grown(
  file: FileHandle,
  path: string,
  position: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { size } = await file.stat()
  if (size !== position) return size
  const since = performance.now()
  {
    // Let go after the first change: a file that grows without pause would else wake us without pause.
    using watch = Watch.ifThere(path)
    const again = await file.stat()
    if (again.size !== position) return again.size
    if (!watch) return undefined
    await watch.changed(signal)
  }
  const early = paceMs - (performance.now() - since)
  if (early > 0) await sleep(early, undefined, { signal }).catch(() => {})
  return (await file.stat()).size
}

/** What is cut in the middle of a line begins with the next one, if there is one near. */
async function lineStart(file: FileHandle, position: number, end: number): Promise<number> {
  if (position === 0) return 0
  const newline = (await read(file, position, Math.min(end, position + 4096))).indexOf(10)
  return position + newline + 1
}

async function read(file: FileHandle, position: number, end: number): Promise<Uint8Array> {
  const length = Math.min(end - position, pieceBytes)
  if (length <= 0) return new Uint8Array()
  const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

async function openWhenThere(path: string, wait: boolean, signal: AbortSignal): Promise<FileHandle | undefined> {
  const tryToOpen = () =>
    open(path, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  const first = await tryToOpen()
  if (first || !wait) return first
  using watch = Watch.ifThere(dirname(path), basename(path))
  if (!watch) return undefined
  while (!signal.aborted) {
    const file = await tryToOpen()
    if (file) return file
    await watch.changed(signal)
  }
  return undefined
}
