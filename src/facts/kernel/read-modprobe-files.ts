import { listFolder } from '../../host/files.ts'
import { textIfAllowed } from '../../host/text-if-allowed.ts'
import type { SettingsFile } from './modprobe-settings.ts'

/** In this order: a file of an earlier folder stands for all of its name in later ones (modprobe.d(5)). */
const folders = ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map((folder) => `${folder}/modprobe.d`)

/** The files that modprobe(8) goes by; their paths are told without `root`. What is kept from this user is left out. */
export async function readModprobeFiles(root: string): Promise<readonly SettingsFile[]> {
  const lists = await Promise.all(folders.map((folder) => listFolder(`${root}${folder}`).catch(() => [])))
  const paths = new Map<string, string>()
  for (const [index, names] of lists.entries()) {
    for (const name of names.filter((name) => name.endsWith('.conf') && !paths.has(name))) {
      paths.set(name, `${folders[index]}/${name}`)
    }
  }
  return await Promise.all(
    [...paths.values()].map(async (path) => ({ path, text: await textIfAllowed(`${root}${path}`) })),
  )
}
