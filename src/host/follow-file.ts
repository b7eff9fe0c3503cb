import { type FileHandle, open } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { Watch } from './watch.ts'

const pieceBytes = 64 * 1024
/** A reader that is further behind is taken to the end. */
const mostBehindBytes = 1024 * 1024

/**
 * The last `tailBytes` of a file and, when asked, what is added until the signal is aborted. The file may not exist yet;
 * it may be cut to nothing, or lose its beginning. A slow reader misses bytes rather than have them kept for it.
 */
export async function* followFile(
  path: string,
  { tailBytes, follow }: { readonly tailBytes: number; readonly follow: boolean },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, undefined> {
  const file = await openWhenThere(path, follow, signal)
  if (!file) return
  await using _closed = { [Symbol.asyncDispose]: () => file.close() }
  // Armed before the first look, so that nothing written in between is overlooked.
  using watch = follow ? Watch.on(path) : undefined
  let { size } = await file.stat()
  let position = Math.max(0, size - tailBytes)
  while (!signal.aborted) {
    if (follow) {
      size = (await file.stat()).size
      if (size < position) position = 0
      if (size - position > Math.max(mostBehindBytes, tailBytes)) position = size - pieceBytes
    }
    const piece = await read(file, position, size)
    position += piece.length
    if (piece.length > 0) yield piece
    else if (watch) await watch.changed(signal)
    else return
  }
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
  using watch = Watch.on(dirname(path), basename(path))
  while (!signal.aborted) {
    const file = await tryToOpen()
    if (file) return file
    await watch.changed(signal)
  }
  return undefined
}
