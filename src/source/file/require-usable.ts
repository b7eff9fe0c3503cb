import { openFile, openForeignDisk } from '../../disk/foreign-disk.ts'
import { RefusedDisk } from '../../disk/refused-disk.ts'
import { Fault } from '../../model/fault.ts'

export type UsedFile = { readonly path: string; readonly format: 'qcow2' | 'raw' | 'iso' }

/** Throws instance.disk-file-missing unless a file that a spec names can be used as what it is said to be. */
export async function requireUsable({ path, format }: UsedFile): Promise<void> {
  try {
    await using _file = format === 'raw' ? await openRaw(path) : await openForeignDisk(path, format)
  } catch (error) {
    if (!(error instanceof RefusedDisk)) throw error
    throw new Fault('instance.disk-file-missing', { file: path, ...error.objection }, { cause: error })
  }
}

/** A raw disk is always read as such, so whatever its guest has written to it may stand at its beginning. */
async function openRaw(path: string): Promise<AsyncDisposable> {
  const file = await openFile(path)
  if (file.sizeBytes > 0) return file
  await file[Symbol.asyncDispose]()
  throw new RefusedDisk({ kind: 'empty', reason: 'it is empty' })
}
