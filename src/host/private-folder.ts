import { chmod, mkdir, stat } from 'node:fs/promises'
import { Fault } from '../model/fault.ts'

/** Makes a folder that only we may enter (0700), or checks that it is one. Throws the fault host.unwritable. */
export async function ensurePrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    const { uid, mode } = await stat(path)
    if (uid !== process.getuid?.()) throw new Error(`it belongs to user ${uid}`)
    if ((mode & 0o077) !== 0) await chmod(path, 0o700)
  } catch (error) {
    throw new Fault('host.unwritable', { path, reason: error instanceof Error ? error.message : String(error) })
  }
}
