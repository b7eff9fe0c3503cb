import { listFolder, readTextIfAny } from '../../../host/files.ts'
import { entryExists } from '../../../host/entry-exists.ts'
import { Architecture } from '../../../model/architecture.ts'
import { chooseUefi, type UefiFirmware, type UefiKind } from './choose.ts'

/** Where descriptors lie; a file of the same name in the first folder stands for the one in the second. */
const folders = ['/etc/qemu/firmware', '/usr/share/qemu/firmware']

/** By architecture; one that is not there has none here. */
export type UefiFirmwares = Readonly<Partial<Record<Architecture, UefiFirmware>>>

/** The UEFI firmware that this host has for guests of each architecture. */
export async function findUefi(kind: UefiKind = 'plain'): Promise<UefiFirmwares> {
  const texts = await readDescriptors()
  const found = await Promise.all(
    Architecture.options.map(async (arch) => [arch, await chooseUefi(texts, arch, entryExists, kind)] as const),
  )
  return Object.fromEntries(found.filter(([, firmware]) => firmware !== undefined))
}

async function readDescriptors(): Promise<readonly string[]> {
  const byName = new Map<string, string>()
  for (const folder of folders) {
    for (const name of await listFolder(folder)) if (!byName.has(name)) byName.set(name, `${folder}/${name}`)
  }
  const files = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path)
  const texts = await Promise.all(files.map((path) => readTextIfAny(path)))
  return texts.filter((text) => text !== undefined)
}
