import { errorCode } from '../../../host/error-code.ts'
import { systemReason } from '../../../host/errno.ts'
import { freeBytes } from '../../../host/free-space.ts'
import { formatBytes } from '../../../kit/bytes.ts'
import { Fault } from '../../../model/fault.ts'
import type { PlannedInstaller } from '../../../plan/install/plan-install.ts'
import { removeInstaller, writeInstaller } from './installer-files.ts'

/** Writes the files of an installer, or leaves nothing. Throws instance.start-failed and host.disk-full. */
export async function giveInstaller(
  name: string,
  own: string,
  installer: PlannedInstaller,
  signal: AbortSignal,
): Promise<void> {
  try {
    await writeInstaller(own, installer, signal)
  } catch (error) {
    await removeInstaller(own)
    signal.throwIfAborted()
    throw await toFault(error, name, own)
  }
}

async function toFault(cause: unknown, name: string, path: string): Promise<unknown> {
  const code = errorCode(cause)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Fault('host.disk-full', { path, free: formatBytes(await freeBytes(path)), needed: 'more' }, { cause })
  }
  const reason = cause instanceof RangeError ? cause.message : code === undefined ? undefined : systemReason(cause)
  if (reason === undefined) return cause
  return new Fault('instance.start-failed', { name, reason: `its installer cannot be read: ${reason}` }, { cause })
}
