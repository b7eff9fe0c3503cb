import { folderOf } from '../host/absolute-path.ts'
import { freeBytes } from '../host/free-space.ts'
import { systemReason } from '../host/errno.ts'
import { formatBytes } from '../kit/bytes.ts'
import { Fault } from '../model/fault.ts'

/** Primary result codes (sqlite.org/rescode.html); an extended code has them in its low byte. */
const result = { busy: 5, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notDatabase: 26 } as const

/** With less than this, a failed write is taken for a full disk. */
const scarceBytes = 2 ** 20

type SqliteError = Error & { readonly code: 'ERR_SQLITE_ERROR'; readonly errcode: number; readonly errstr: string }

/** SQLite's error, or one of the file system, as a fault that names the file. What is neither is given back as it is. */
export async function toStoreFault(error: unknown, file: string): Promise<unknown> {
  if (isFull(error)) return diskFull(file, error)
  const options = { cause: error }
  const unwritable = (reason: string, path = file) => new Fault('host.unwritable', { path, reason }, options)
  if (isSystemError(error)) return unwritable(systemReason(error), error.path)
  if (!isSqliteError(error)) return error
  switch (error.errcode & 0xff) {
    case result.notDatabase:
      return new Fault('daemon.store-damaged', { path: file, reason: 'it is not a SQLite database' }, options)
    case result.corrupt:
      return new Fault('daemon.store-damaged', { path: file, reason: 'its contents are damaged' }, options)
    case result.busy:
      return unwritable('another program holds it')
    case result.ioError:
      // SQLite does not keep the system's error: growing its shared memory file on a full disk is one of these.
      if (((await freeOf(file)) ?? scarceBytes) < scarceBytes) return diskFull(file, error)
      return unwritable(`${error.errstr} (SQLite ${error.errcode})`)
    case result.readOnly:
    case result.cannotOpen:
      return unwritable(`${error.errstr} (SQLite ${error.errcode})`)
    default:
      return error
  }
}

/** A write whose fate the kernel does not know: its pages may be lost although a later fsync succeeds. */
export function isIoError(error: unknown): boolean {
  return isSqliteError(error) && (error.errcode & 0xff) === result.ioError
}

function isFull(error: unknown): boolean {
  if (isSqliteError(error)) return (error.errcode & 0xff) === result.full
  return isSystemError(error) && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}

async function diskFull(file: string, cause: unknown): Promise<Fault> {
  const free = formatBytes((await freeOf(file)) ?? 0)
  return new Fault('host.disk-full', { path: file, free, needed: 'a few MiB' }, { cause })
}

/** Undefined when the file system does not tell. */
function freeOf(file: string): Promise<number | undefined> {
  return freeBytes(folderOf(file)).catch(() => undefined)
}

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
