import { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'

/** What was packed, in pieces. Rejects with the system's error where it is damaged; ending early ends all of it. */
export async function* unpack(
  packed: AsyncIterable<Uint8Array>,
  by: 'gzip' | 'zstd',
): AsyncGenerator<Uint8Array, undefined> {
  const source = Readable.from(packed)
  const target = by === 'gzip' ? createGunzip() : createZstdDecompress()
  source.on('error', (error) => target.destroy(error))
  try {
    for await (const piece of source.pipe(target)) yield piece as Uint8Array
  } finally {
    source.destroy()
    target.destroy()
  }
}
