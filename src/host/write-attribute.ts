import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/**
 * Writes to an attribute of /sys. Those that can only be written cannot be opened for reading too, and one that is not there
 * is never made. Rejects with what the kernel answers.
 */
export async function writeAttribute(path: string, text: string): Promise<void> {
  const handle = await open(path, constants.O_WRONLY)
  try {
    await handle.write(text)
  } finally {
    await handle.close()
  }
}
