import { chmod, constants, type FileHandle, lstat, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from './error-code.ts'
import { isRoot } from './is-root.ts'

/** To which group a file or folder goes, and what that group and everybody else may do then. */
export type Grant = {
  readonly gid: number
  /** Rights of group and others, such as 0o060; the owner keeps what it has. */
  readonly rights: number
  /** What is created in the folder goes to the group too (inode(7), S_ISGID), and only its owner may remove it (S_ISVTX). */
  readonly marks?: number
}

/** Gives it to a group, when it is not that group's already. Symbolic links and what is not there are passed over, and all of it when we are not root. */
export async function grantTo(path: string, { gid, rights, marks = 0 }: Grant): Promise<void> {
  if (!isRoot()) return
  const seen = await lstat(path).catch(() => undefined)
  const modeFor = (mode: number) => (mode & 0o700) | rights | marks
  if (seen === undefined || (seen.gid === gid && (seen.mode & 0o7777) === modeFor(seen.mode))) return
  await using file = await openItself(path)
  if (file === undefined) return
  const found = await file.stat()
  const mode = modeFor(found.mode)
  if (found.gid !== gid) await file.chown(found.uid, gid)
  // A change of the group takes marks away.
  if (found.gid !== gid || (found.mode & 0o7777) !== mode) await file.chmod(mode)
}

/** Makes a group the owner as well, which a program may ask for that changes rights itself. */
export async function handOver(path: string, owner: number): Promise<void> {
  await using file = await openItself(path)
  const found = await file?.stat()
  if (found && (found.uid !== owner || found.gid !== owner)) await file?.chown(owner, owner)
}

/**
 * What was made in a folder that hands its group on (S_ISGID) to a group that `isMeant` is given to that group for reading and
 * writing, a socket too. For a file of ours that nobody but us may put another in place of.
 */
export async function shareWithFolder(path: string, isMeant: (gid: number) => boolean): Promise<void> {
  const folder = await lstat(dirname(path))
  if (isRoot() && (folder.mode & 0o2000) !== 0 && isMeant(folder.gid)) await chmod(path, 0o660)
}

/** Rights are changed by the file itself: its name may lead elsewhere a moment later. */
async function openItself(path: string): Promise<FileHandle | undefined> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  try {
    return await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'ENXIO'].includes(errorCode(error) ?? '')) return undefined
    throw error
  }
}
