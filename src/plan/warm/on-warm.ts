import type { PlannedDisk } from '../instance/start-plan.ts'

/** The file beside a disk with what the guest of a warm image had written on it: disk0.warm.qcow2 for disk0.qcow2. */
function warmFileOf(file: string): string {
  return file.replace(/\.qcow2$/, '.warm.qcow2')
}

/** Disks of an instance that began from a warm image: each stands on what was written there. */
export function onWarm(disks: readonly PlannedDisk[]): readonly PlannedDisk[] {
  return disks.map((disk) => {
    const { source } = disk
    if (source.kind !== 'own') return disk
    return { ...disk, source: { ...source, below: [...(source.below ?? []), warmFileOf(source.file)] } }
  })
}

/** Whether a file holds what the guest of a warm image had written. */
export function isWarmFile(file: string): boolean {
  return file.endsWith('.warm.qcow2')
}
