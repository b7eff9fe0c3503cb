import { open } from 'node:fs/promises'

/** Makes a file of this size that holds nothing yet and takes no space (sparse). A file that was there loses its content. */
export async function makeSparse(path: string, sizeBytes: number): Promise<void> {
  await using file = await open(path, 'w', 0o600)
  await file.truncate(sizeBytes)
}

/** Writes pieces of bytes at their offsets into a file that exists; everything else in it stays. */
export async function writeAt(
  path: string,
  pieces: readonly { readonly offset: number; readonly bytes: Uint8Array }[],
): Promise<void> {
  await using file = await open(path, 'r+')
  for (const { offset, bytes } of pieces) await writeAll(file, bytes, offset)
}

/** All of these bytes from an offset on: one write may take only a part. */
export async function writeAll(
  file: Awaited<ReturnType<typeof open>>,
  bytes: Uint8Array,
  offset: number,
): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, offset + written)
    written += bytesWritten
  }
}
