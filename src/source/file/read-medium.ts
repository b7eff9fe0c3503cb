import { systemReason } from '../../host/errno.ts'
import { errorCode } from '../../host/error-code.ts'
import { IsoReader } from '../../host/iso/read-iso.ts'
import { Fault } from '../../model/fault.ts'
import type { InstallMedium } from '../../model/install-medium.ts'

/** What a medium calls itself, and where those of the files lie that are on it; undefined when it is no ISO 9660 medium. */
export async function readMedium(path: string, names: readonly string[]): Promise<InstallMedium | undefined> {
  await using medium = await IsoReader.open(path).catch((error: unknown) => {
    if (errorCode(error) === undefined) throw error
    throw new Fault('instance.disk-file-missing', { file: path, reason: systemReason(error) })
  })
  if (!medium) return undefined
  const files = new Map<string, { readonly offset: number; readonly sizeBytes: number }>()
  for (const name of names) {
    const extent = await medium.find(name)
    if (extent) files.set(name, extent)
  }
  return { path, volume: medium.volume, files }
}
