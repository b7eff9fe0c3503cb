import { chmod, mkdir, stat } from 'node:fs/promises'
import { Fault } from '../model/fault.ts'

/**
 * Makes a folder that only we may list and write to, or checks that it is one; with mode 0711 everybody may go through it to
 * what its folders let them reach. Throws the fault host.unwritable.
 */
export async function ensurePrivateFolder(path: string, mode: 0o700 | 0o711 = 0o700): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode })
    const { uid, mode: found } = await stat(path)
    if (uid !== process.getuid?.()) throw new Error(`it belongs to user ${uid}`)
    if ((found & 0o077) !== (mode & 0o077)) await chmod(path, mode)
  } catch (error) {
    throw new Fault('host.unwritable', { path, reason: error instanceof Error ? error.message : String(error) })
  }
}
