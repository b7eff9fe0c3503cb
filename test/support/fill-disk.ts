import { open } from 'node:fs/promises'

/** Writes a file until the file system has not one byte left. */
export async function fillDisk(path: string): Promise<void> {
  const handle = await open(path, 'w')
  try {
    for (const size of [2 ** 20, 4096, 1]) await writeUntilFull(handle, Buffer.alloc(size, 1))
  } finally {
    await handle.close()
  }
}

async function writeUntilFull(handle: Awaited<ReturnType<typeof open>>, piece: Buffer): Promise<void> {
  for (;;) {
    try {
      await handle.write(piece)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return
      throw error
    }
  }
}
