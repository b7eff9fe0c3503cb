import { open } from 'node:fs/promises'
import { ForeignFile } from './foreign-file.ts'

/** A whole file, a part of one, or bytes. */
export type Piece =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'medium'; readonly path: string; readonly offset: number; readonly sizeBytes: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

/** More than any kernel or initrd has; a pipe or a device has no end. */
const mostBytes = 2 ** 31
const chunkBytes = 1 << 20

/**
 * Writes a new file from pieces, each of which begins at a multiple of four bytes, as the parts of an initrd must.
 * Throws RangeError for a piece that is no regular file, larger than 2 GiB or cut off.
 */
export async function joinFiles(path: string, pieces: readonly Piece[], signal: AbortSignal): Promise<void> {
  const out = await open(path, 'wx', 0o600)
  try {
    let written = 0
    for (const piece of pieces) {
      const gap = (4 - (written % 4)) % 4
      if (gap > 0) await out.write(new Uint8Array(gap))
      written += gap
      for await (const bytes of bytesOf(piece)) {
        signal.throwIfAborted()
        await out.write(bytes)
        written += bytes.length
      }
    }
  } finally {
    await out.close()
  }
}

async function* bytesOf(piece: Piece): AsyncGenerator<Uint8Array> {
  if (piece.kind === 'bytes') return yield piece.bytes
  await using file = await ForeignFile.open(piece.path)
  if (!file) throw new RangeError(`${piece.path} is not a regular file`)
  const { offset, sizeBytes } = piece.kind === 'medium' ? piece : { offset: 0, sizeBytes: file.sizeBytes }
  if (sizeBytes > mostBytes) throw new RangeError(`${piece.path} is larger than any kernel or initrd`)
  for (let done = 0; done < sizeBytes; ) {
    const bytes = await file.read(offset + done, Math.min(chunkBytes, sizeBytes - done))
    if (bytes.length === 0) throw new RangeError(`${piece.path} ends in the middle`)
    done += bytes.length
    yield bytes
  }
}
