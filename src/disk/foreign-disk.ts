import { systemReason } from '../host/errno.ts'
import { errorCode } from '../host/error-code.ts'
import { ForeignFile } from '../host/foreign-file.ts'
import { inspectDisk } from './inspect/inspect-disk.ts'
import type { FileFormat, Inspection } from './inspect/inspection.ts'
import { objectionTo } from './inspect/objection-to.ts'
import type { DiskLayer } from './layer.ts'
import { RefusedDisk } from './refused-disk.ts'

/** A file from outside that was inspected and may be used: it is what it is said to be, makes sense and stands alone. */
export type ForeignDisk = AsyncDisposable & {
  readonly file: ForeignFile
  readonly inspection: Inspection
  /** The very file that was inspected, whatever its name leads to by now. Good until the disk is disposed of. */
  readonly layer: DiskLayer
}

/** Opens a file and inspects it, as what it is declared to be or by its marks. Throws RefusedDisk when it cannot be used. */
export async function openForeignDisk(path: string, declared: FileFormat | undefined): Promise<ForeignDisk> {
  return inspected(await openFile(path), declared)
}

async function inspected(file: ForeignFile, declared: FileFormat | undefined, isDevice = false): Promise<ForeignDisk> {
  try {
    const inspection = await inspect(file, declared)
    const format = inspection.format === 'iso' ? 'raw' : inspection.format
    const close = async () => await file[Symbol.asyncDispose]()
    return {
      file,
      inspection,
      layer: { path: file.path, format, ...(isDevice && { isDevice }) },
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await file[Symbol.asyncDispose]()
    throw error
  }
}

/** Opens a block device as a raw disk. Throws RefusedDisk, also when it, or a part of it, is in use. */
export async function openDeviceDisk(path: string): Promise<ForeignDisk> {
  const file = await ForeignFile.openDevice(path).catch((error: unknown) => {
    if (errorCode(error) === undefined) throw error
    throw new RefusedDisk({ kind: 'unreadable', reason: systemReason(error) }, { cause: error })
  })
  if (file === undefined) throw new RefusedDisk({ kind: 'changed', reason: 'it, or a part of it, is in use' })
  return inspected(file, 'raw', true)
}

/** Opens a regular file, also through links. Throws RefusedDisk. */
export async function openFile(path: string): Promise<ForeignFile> {
  const file = await ForeignFile.open(path).catch((error: unknown) => {
    if (errorCode(error) === undefined) throw error
    throw new RefusedDisk({ kind: 'unreadable', reason: systemReason(error) }, { cause: error })
  })
  if (file === undefined) throw new RefusedDisk({ kind: 'unreadable', reason: 'it is not a regular file' })
  return file
}

async function inspect(file: ForeignFile, declared: FileFormat | undefined): Promise<Inspection> {
  const found = await inspectDisk(file, declared).catch((error: unknown) => {
    if (errorCode(error) === undefined) throw error
    throw new RefusedDisk({ kind: 'unreadable', reason: systemReason(error) }, { cause: error })
  })
  if (!found.ok) throw new RefusedDisk(found.refusal)
  const objection = objectionTo(found.plan)
  if (objection !== undefined) throw new RefusedDisk(objection)
  return found.plan
}
