import { stat } from 'node:fs/promises'
import { run } from './run.ts'

/** To whom a node of /dev belongs, and what they may do with it. */
export type DeviceNode = { readonly uid: number; readonly gid: number; readonly permissions: number }

/** Null when there is none. */
export async function readDeviceNode(path: string): Promise<DeviceNode | null> {
  const found = await stat(path).catch(() => null)
  return found && { uid: found.uid, gid: found.gid, permissions: found.mode & 0o7777 }
}

/**
 * Whether an access control list gives rights beyond the mode. Node cannot read the attribute it is in, and the mode does
 * not tell: its group bits are the mask of the list then. But ls(1) marks it with a plus after the permissions, which POSIX
 * asks of it. False when ls is missing.
 */
export async function hasAccessList(path: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { stdout } = await run('ls', ['-dn', '--', path], { signal, timeoutMs: 2000 })
    return /^\S{10}\+/.test(stdout)
  } catch {
    signal.throwIfAborted()
    return false
  }
}
