import type { InstanceSpec } from '../../model/spec.ts'

/** Writable disks of a spec that stand for themselves, as people call them: no snapshot of an instance has them. */
export function leftOut({ disks }: Pick<InstanceSpec, 'disks'>): readonly string[] {
  return disks.flatMap((disk) => {
    if ('volume' in disk) return disk.readOnly ? [] : [`volume "${disk.volume}"`]
    return 'file' in disk && !disk.readOnly ? [disk.file] : []
  })
}
