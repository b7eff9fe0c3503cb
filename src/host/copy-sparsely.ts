import { open } from 'node:fs/promises'
import { writeAll } from './write-at.ts'

/** What is read at once, and what is left out when it holds nothing but zeros. */
const pieceBytes = 64 * 1024

/**
 * A copy in which what holds only zeros takes no space, with this mode. A file that was there is replaced. `tell` gets the
 * bytes that are done, after each piece; what it throws ends the copy.
 */
export async function copySparsely(
  from: string,
  to: string,
  mode = 0o600,
  tell?: (doneBytes: number) => void,
): Promise<void> {
  await using source = await open(from, 'r')
  await using target = await open(to, 'w', mode)
  const piece = new Uint8Array(pieceBytes)
  let end = 0
  for (;;) {
    const { bytesRead } = await source.read(piece, 0, pieceBytes, end)
    if (bytesRead === 0) break
    const bytes = piece.subarray(0, bytesRead)
    if (bytes.some((byte) => byte !== 0)) await writeAll(target, bytes, end)
    end += bytesRead
    tell?.(end)
  }
  await target.truncate(end)
}
