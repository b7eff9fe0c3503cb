import { listFolder, readTextIfAny } from '../../../host/files.ts'
import { chooseUefi, type UefiFirmware } from './choose.ts'

/** Where descriptors lie; a file of the same name in the first folder stands for the one in the second. */
const folders = ['/etc/qemu/firmware', '/usr/share/qemu/firmware']

/** The UEFI firmware of this host; null when none fits. */
export async function findUefi(architecture: string): Promise<UefiFirmware | null> {
  const byName = new Map<string, string>()
  for (const folder of folders) {
    for (const name of await listFolder(folder)) if (!byName.has(name)) byName.set(name, `${folder}/${name}`)
  }
  const files = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path)
  const texts = await Promise.all(files.map((path) => readTextIfAny(path)))
  return (
    chooseUefi(
      texts.filter((text) => text !== undefined),
      architecture,
    ) ?? null
  )
}
