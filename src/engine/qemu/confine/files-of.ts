import type { StartPlan } from '../../../plan/instance/start-plan.ts'

/** A file outside the folder of a machine that its QEMU opens, and for what. */
type OuterFile = { readonly path: string; readonly wish: 'read' | 'write' }

/** A file of a volume; its key is for the machine that has the volume, and for no other. */
export type VolumeFile = OuterFile & { readonly isKey: boolean }

export type VolumeDisk = {
  readonly source: { readonly layers: readonly { readonly path: string; readonly keyFile?: string }[] }
  readonly readOnly: boolean
}

/** Volumes, which are ours to give. */
export function volumeFiles({ source, readOnly }: VolumeDisk): readonly VolumeFile[] {
  return source.layers.flatMap(({ path, keyFile }, index) => [
    { path, wish: index === 0 && !readOnly ? 'write' : 'read', isKey: false } as const,
    ...(keyFile === undefined ? [] : [{ path: keyFile, wish: 'read', isKey: true } as const]),
  ])
}

/** Files that a person has named, which stay as they are. */
export function namedFiles({ disks, cdrom, installer }: StartPlan): readonly OuterFile[] {
  const named = disks.flatMap(({ source, readOnly }) =>
    source.kind === 'file' ? [{ path: source.path, wish: readOnly ? 'read' : 'write' } as const] : [],
  )
  const media = [cdrom, installer?.drivers ?? null].filter((path) => path !== null)
  return [...named, ...media.map((path) => ({ path, wish: 'read' }) as const)]
}
