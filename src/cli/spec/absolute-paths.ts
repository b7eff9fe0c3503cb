import { absolutePath } from '../../host/absolute-path.ts'
import { mediumImage } from '../../model/medium-name.ts'
import { isObject } from './assignment.ts'

/** The daemon has a working directory of its own, so the files that a spec names are made absolute from `folder`. */
export function withAbsolutePaths(spec: Readonly<Record<string, unknown>>, folder: string): Record<string, unknown> {
  const { cdrom, disks } = spec
  return {
    ...spec,
    ...(typeof cdrom === 'string' &&
      cdrom !== '' &&
      mediumImage(cdrom) === undefined && { cdrom: absolutePath(cdrom, folder) }),
    ...(Array.isArray(disks) && { disks: disks.map((disk: unknown) => withAbsoluteFile(disk, folder)) }),
  }
}

function withAbsoluteFile(disk: unknown, folder: string): unknown {
  if (!isObject(disk) || typeof disk['file'] !== 'string' || disk['file'] === '') return disk
  return { ...disk, file: absolutePath(disk['file'], folder) }
}
