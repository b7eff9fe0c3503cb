import { isRoot } from '../../../host/is-root.ts'
import { isOwnFolder } from '../../../host/own-folder.ts'
import { makeFolder, removeTree } from '../../../host/files.ts'
import { connectUnix } from '../../../host/unix-socket.ts'
import { ensurePrivateFolder } from '../../../host/private-folder.ts'
import { Fault } from '../../../model/fault.ts'
import type { RunFiles } from '../machine/run-files.ts'

/**
 * An empty folder for the sockets of a run. QEMU replaces what lies where it listens, so what lies there must be ours:
 * anything else is refused, and so is a folder in which a monitor still answers.
 */
export async function makeRunFolder(name: string, { folder, qmp }: Pick<RunFiles, 'folder' | 'qmp'>): Promise<void> {
  const found = await isOwnFolder(folder)
  if (found === false) {
    throw new Fault('host.unwritable', { path: folder, reason: 'it is not a folder of ours, so it is left alone' })
  }
  if (found === true) {
    if (await answers(qmp)) {
      throw new Fault('instance.start-failed', { name, reason: 'QEMU of an earlier run still holds its monitor' })
    }
    await removeTree(folder)
  } else await ensurePrivateFolder(folder.slice(0, folder.lastIndexOf('/')), isRoot() ? 0o711 : 0o700)
  await makeFolder(folder)
}

async function answers(socket: string): Promise<boolean> {
  try {
    ;(await connectUnix(socket, AbortSignal.timeout(1000))).close()
    return true
  } catch {
    return false
  }
}
