import type { DiskBytes } from './inspect/disk-bytes.ts'
import type { Job } from './qemu-img.ts'

const pieceBytes = 4 * 2 ** 20

/**
 * How many bytes of a disk a copy would take that leaves out units of zeros. It reads all of it, and ends as soon as there are
 * more than `mostBytes`.
 */
export async function countData(
  disk: DiskBytes,
  unitBytes: number,
  mostBytes: number,
  { signal, tell }: Job,
): Promise<number> {
  let counted = 0
  for (let at = 0; at < disk.sizeBytes && counted <= mostBytes; at += pieceBytes) {
    signal.throwIfAborted()
    const piece = await disk.read(at, pieceBytes)
    for (let unit = 0; unit < piece.length; unit += unitBytes) {
      if (!isZero(piece.subarray(unit, unit + unitBytes))) counted += unitBytes
    }
    tell?.((100 * at) / disk.sizeBytes)
  }
  return counted
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}
