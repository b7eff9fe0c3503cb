import type { DiskBytes } from '../../src/disk/inspect/disk-bytes.ts'

/** Bytes in memory as a file, which may be longer than what is known of it: the rest reads as nothing. */
export function bytesAsFile(bytes: Uint8Array, sizeBytes = bytes.length): DiskBytes {
  const read = async (offset: number, length: number) =>
    offset < 0 ? new Uint8Array() : bytes.subarray(offset, Math.min(offset + length, sizeBytes))
  return { sizeBytes, read }
}
