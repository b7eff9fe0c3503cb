import { chmod, lstat, unlink } from 'node:fs/promises'
import { Fault } from '../model/fault.ts'

/**
 * Clears the way for a unix socket. What an ended process has left there is removed; anything but a socket is refused,
 * since it is not ours. Only for who holds the lock of the daemon.
 */
export async function clearSocketPath(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (!found) return
  if (!found.isSocket()) throw new Fault('host.unwritable', { path, reason: 'something else than a socket lies there' })
  await unlink(path)
}

/** Only its owner may connect (mode 0600; unix(7) asks for write permission). */
export async function makePrivate(path: string): Promise<void> {
  await chmod(path, 0o600)
}
