import { mediumImage } from '../../model/medium-name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { Deps } from '../deps.ts'

/** Throws the fault instance.disk-file-missing unless every file that a spec names can be used. Images are looked up elsewhere. */
export async function demandFiles({ library }: Pick<Deps, 'library'>, { cdrom, disks }: InstanceSpec): Promise<void> {
  if (cdrom !== undefined && mediumImage(cdrom) === undefined)
    await library.requireUsable({ path: cdrom, format: 'iso' })
  for (const disk of disks) {
    if ('file' in disk) await library.requireUsable({ path: disk.file, format: disk.format })
  }
}
