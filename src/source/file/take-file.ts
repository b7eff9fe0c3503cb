import { thisComputer } from '../../host/computer.ts'
import { ForeignFile } from '../../host/foreign-file.ts'
import { architectureOf } from '../../model/architecture.ts'
import type { ImportFormat } from '../../model/disk-format.ts'
import type { Bench, ImageFacts, Wish } from '../recipe.ts'
import { type FileWish as DiskWish, importOf } from './import-file.ts'
import { isMedium, takeMedium } from './medium.ts'

type FileWish = Omit<DiskWish, 'format'> & { readonly format?: ImportFormat | undefined }

/** A local disk or medium, to be checked and copied. Without a format it is a medium when it begins as one. */
export function takeFile(file: FileWish): Wish {
  return { source: { kind: 'file', from: file.path }, neededBytes: 0, make: (bench) => take(file, bench) }
}

async function take({ path, format, architecture }: FileWish, bench: Bench): Promise<ImageFacts> {
  const arch = architecture ?? architectureOf(thisComputer().architecture)
  if (format === 'iso' || (format === undefined && (await beginsAsMedium(path)))) {
    return await takeMedium(path, arch, bench)
  }
  return await importOf({ path, architecture: arch, format }).make(bench)
}

/** What cannot be opened is refused when it is opened as a disk, with the reason. */
async function beginsAsMedium(path: string): Promise<boolean> {
  await using file = await ForeignFile.open(path).catch(() => undefined)
  return file !== undefined && (await isMedium(file))
}
