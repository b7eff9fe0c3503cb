import { listFolder, readTextIfAny } from '../../host/files.ts'
import { type AptSource, parseDeb822Sources, parseOneLineSources } from './source-entries.ts'

/** What apt is configured with in such a folder as /etc/apt: sources.list and what lies in sources.list.d. */
export async function readHostSources(folder: string): Promise<readonly AptSource[]> {
  const parts = await listFolder(`${folder}/sources.list.d`)
  const read = async (name: string) => (await readTextIfAny(`${folder}/${name}`)) ?? ''
  const main = parseOneLineSources(await read('sources.list'))
  const others = await Promise.all(
    parts.map(async (name) => {
      if (name.endsWith('.list')) return parseOneLineSources(await read(`sources.list.d/${name}`))
      return name.endsWith('.sources') ? parseDeb822Sources(await read(`sources.list.d/${name}`)) : []
    }),
  )
  return [...main, ...others.flat()]
}
