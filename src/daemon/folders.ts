import { readTextIfAny, writeWhole } from '../host/files.ts'
import { isRoot } from '../host/is-root.ts'
import { ensurePrivateFolder } from '../host/private-folder.ts'
import { lockFile, logFolder, type Paths, pidFile } from '../host/paths.ts'
import { Fault } from '../model/fault.ts'
import { takeDaemonLock } from '../store/daemon-lock.ts'

/** Makes the folders and takes the lock that only one daemon can have. Throws the fault daemon.already-running. */
export async function claimFolders(paths: Paths, pid: number): Promise<Disposable> {
  // Users of machines go through these two to what is theirs.
  for (const folder of [paths.state, paths.runtime]) await ensurePrivateFolder(folder, isRoot() ? 0o711 : 0o700)
  for (const folder of [logFolder(paths), paths.cache]) await ensurePrivateFolder(folder)
  const lock = takeDaemonLock(lockFile(paths))
  if (!lock) throw new Fault('daemon.already-running', { pid: Number((await readTextIfAny(pidFile(paths))) ?? 0) })
  await writeWhole(pidFile(paths), String(pid))
  return lock
}
