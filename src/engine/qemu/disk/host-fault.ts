import { errorCode } from '../../../host/error-code.ts'
import { systemReason } from '../../../host/errno.ts'
import { freeBytes } from '../../../host/free-space.ts'
import { formatBytes } from '../../../kit/bytes.ts'
import { Fault } from '../../../model/fault.ts'

/** New disks are small, but a guest that cannot write at all is of no use to anybody. */
const leastFreeBytes = 64 * 2 ** 20

/** Of the file system, of the limits of the process, and of the disk. */
const refusals: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'EMFILE', 'ENFILE', 'EIO']

/** What a person can mend; anything else stays as it is. */
export async function toHostFault(error: unknown, path: string): Promise<unknown> {
  const code = errorCode(error) ?? ''
  if (['ENOSPC', 'EDQUOT'].includes(code)) {
    return new Fault(
      'host.disk-full',
      { path, free: formatBytes(await freeBytes(path)), needed: 'more' },
      { cause: error },
    )
  }
  if (!refusals.includes(code)) return error
  return new Fault('host.unwritable', { path, reason: systemReason(error) }, { cause: error })
}

/** Throws host.disk-full unless so much is free, and some more. */
export async function requireSpace(path: string, bytes = 0): Promise<void> {
  const needed = bytes + leastFreeBytes
  const free = await freeBytes(path)
  if (free >= needed) return
  throw new Fault('host.disk-full', { path, free: formatBytes(free), needed: formatBytes(needed) })
}
