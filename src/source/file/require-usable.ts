import { systemReason } from '../../host/errno.ts'
import { errorCode } from '../../host/error-code.ts'
import { ForeignFile } from '../../host/foreign-file.ts'
import { Fault } from '../../model/fault.ts'
import { inspectedBytes, inspectFile } from './inspect-file.ts'

export type UsedFile = { readonly path: string; readonly format: 'qcow2' | 'raw' | 'iso' }

/**
 * Throws instance.disk-file-missing unless a file that a spec names can be opened and leads to no other file.
 * Raw files and media are always read as such, whatever they hold, so only qcow2 has a header to look at.
 */
export async function requireUsable({ path, format }: UsedFile): Promise<void> {
  await using file = await openFile(path)
  if (format !== 'qcow2') return
  const found = inspectFile(await file.read(0, inspectedBytes), file.sizeBytes, format)
  if (!found.ok) throw unusable(path, found.refusal)
}

async function openFile(path: string): Promise<ForeignFile> {
  const file = await ForeignFile.open(path).catch((error: unknown) => {
    throw errorCode(error) === undefined ? error : unusable(path, systemReason(error))
  })
  if (file === undefined) throw unusable(path, 'it is not a regular file')
  return file
}

function unusable(file: string, reason: string): Fault {
  return new Fault('instance.disk-file-missing', { file, reason })
}
