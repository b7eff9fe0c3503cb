import { listFolder, readTextIfAny } from '../../../host/files.ts'
import { Architecture } from '../../../model/architecture.ts'
import { chooseUefi, type UefiFirmware } from './choose.ts'

/** Where descriptors lie; a file of the same name in the first folder stands for the one in the second. */
const folders = ['/etc/qemu/firmware', '/usr/share/qemu/firmware']

/** The UEFI firmware that this host has for guests of an architecture; null when none fits. */
export async function findUefi(architecture: Architecture): Promise<UefiFirmware | null> {
  return chooseUefi(await readDescriptors(), architecture) ?? null
}

/** The architectures whose guests can have UEFI on this host. */
export async function findUefiArchitectures(): Promise<readonly Architecture[]> {
  const texts = await readDescriptors()
  return Architecture.options.filter((architecture) => chooseUefi(texts, architecture) !== undefined)
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
