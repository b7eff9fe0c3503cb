import type { InstanceSpec } from '../../model/spec.ts'
import type { Deps } from '../deps.ts'

/** Throws the fault instance.disk-file-missing unless every file that a spec names can be used. */
export async function demandFiles({ library }: Pick<Deps, 'library'>, { cdrom, disks }: InstanceSpec): Promise<void> {
  if (cdrom !== undefined) await library.requireUsable({ path: cdrom, format: 'iso' })
  for (const disk of disks) {
    if ('file' in disk) await library.requireUsable({ path: disk.file, format: disk.format })
  }
}
