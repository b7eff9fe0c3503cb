import { listFolder, readTextIfAny } from '../../host/files.ts'
import type { InstallSystem } from '../../model/spec-install.ts'
import type { KnownMedium } from '../../model/install-medium.ts'

/** The folder of osinfo-db for each family; read when it is needed, since its licence is not ours. */
const families: Readonly<Record<string, InstallSystem>> = {
  'debian.org': 'debian',
  'ubuntu.com': 'ubuntu',
  'fedoraproject.org': 'fedora',
  'archlinux.org': 'arch',
  'microsoft.com': 'windows',
}

/** Of later folders that are there the entries come first (libosinfo, OSINFO_SYSTEM_DIR and OSINFO_LOCAL_DIR). */
const usualFolders = ['/etc/osinfo', '/usr/share/osinfo']

/** The installation media that osinfo-db knows; none when it is not installed. */
export async function knownMedia(folders: readonly string[] = usualFolders): Promise<readonly KnownMedium[]> {
  const found = folders.flatMap((folder) =>
    Object.entries(families).map(async ([family, system]) => {
      const at = `${folder}/os/${family}`
      const names = (await listFolder(at)).filter((name) => name.endsWith('.xml'))
      const texts = await Promise.all(names.map((name) => readTextIfAny(`${at}/${name}`)))
      return texts.flatMap((text) => volumesIn(text ?? '')).map((volume) => ({ volume, system }))
    }),
  )
  return (await Promise.all(found)).flat()
}

/** The ids are regular expressions, which begin where the id does; one that we cannot read is passed over. */
function volumesIn(text: string): readonly RegExp[] {
  return [...text.matchAll(/<volume-id>([^<]{1,200})<\/volume-id>/g)].flatMap(([, id = '']) => {
    try {
      return [new RegExp(`^(?:${id.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')})$`)]
    } catch {
      return []
    }
  })
}
