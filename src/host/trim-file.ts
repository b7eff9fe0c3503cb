import { stat, truncate } from 'node:fs/promises'
import { run, RunError } from './run.ts'

/**
 * Frees the beginning of a log that someone else goes on appending to. When it takes more than twice `keepBytes` on disk, all
 * but the last `keepBytes` become a hole, so offsets stay what they are. Where the file system knows no holes it is
 * emptied instead. No failure when there is no file.
 */
export async function trimFile(path: string, keepBytes: number, signal: AbortSignal): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  // st_blocks counts units of 512 bytes, whatever the block size (stat(2)).
  if (!found || found.blocks * 512 <= 2 * keepBytes) return
  const length = Math.floor((found.size - keepBytes) / found.blksize) * found.blksize
  const hole = ['--punch-hole', '--offset', '0', '--length', String(length), '--', path]
  try {
    await run('fallocate', hole, { signal, timeoutMs: 10_000 })
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    await truncate(path, 0)
  }
}
