import { absolutePath } from '../../host/absolute-path.ts'
import { isFetched } from '../../model/installer-url.ts'
import { mediumImage } from '../../model/medium-name.ts'
import { isObject } from './assignment.ts'

/** The daemon has a working directory of its own, so the files that a spec names are made absolute from `folder`. */
export function withAbsolutePaths(spec: Readonly<Record<string, unknown>>, folder: string): Record<string, unknown> {
  const { cdrom, disks, boot, install } = spec
  return {
    ...spec,
    ...(typeof cdrom === 'string' &&
      cdrom !== '' &&
      mediumImage(cdrom) === undefined && { cdrom: absolutePath(cdrom, folder) }),
    ...(isObject(boot) &&
      isObject(boot['installer']) && {
        boot: { ...boot, installer: absoluteFiles(boot['installer'], ['kernel', 'initrd'], folder) },
      }),
    ...(isObject(install) && { install: absoluteFiles(install, ['drivers'], folder) }),
    ...(Array.isArray(disks) && { disks: disks.map((disk: unknown) => withAbsoluteFile(disk, folder)) }),
  }
}

function withAbsoluteFile(disk: unknown, folder: string): unknown {
  if (!isObject(disk) || typeof disk['file'] !== 'string' || disk['file'] === '') return disk
  return { ...disk, file: absolutePath(disk['file'], folder) }
}

function absoluteFiles(
  files: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  folder: string,
): Record<string, unknown> {
  const changed = Object.entries(files).map(([key, path]) =>
    keys.includes(key) && typeof path === 'string' && path !== '' && !isFetched(path)
      ? [key, absolutePath(path, folder)]
      : [key, path],
  )
  return Object.fromEntries(changed) as Record<string, unknown>
}
