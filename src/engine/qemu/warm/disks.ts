import type { EmptyDisk } from '../../../contract/warm.ts'
import { newQcow2 } from '../../../disk/new-qcow2.ts'
import { removeTree, writeWhole } from '../../../host/files.ts'
import { linkOrCopy } from '../../../host/link-or-copy.ts'
import { instanceFolder, type Paths, warmFolder } from '../../../host/paths.ts'
import type { NewDisk } from '../../../plan/instance/plan-create.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { diskBytes } from '../disk/prepare.ts'

/**
 * What the guest of a warm image had written comes beside each disk, under another name of the same file: so it stays as long as
 * somebody needs it, whatever becomes of the warm image. The disk itself begins empty, on top of it.
 */
export async function giveDisks(plan: StartPlan, disks: readonly EmptyDisk[], paths: Paths): Promise<void> {
  if (plan.warm === undefined) return
  const own = instanceFolder(paths, plan.id)
  for (const { file, sizeBytes } of disks) {
    const [below] = belowOf(plan, file)
    if (below === undefined) continue
    await linkOrCopy(`${warmFolder(paths, plan.warm.id)}/${file}`, `${own}/${below}`)
    await writeWhole(`${own}/${file}`, newQcow2(sizeBytes, { path: `${own}/${below}`, format: 'qcow2' }))
  }
}

/** New disks, as they were when the instance was made. */
export async function takeDisks(plan: StartPlan, disks: readonly NewDisk[], paths: Paths): Promise<void> {
  const own = instanceFolder(paths, plan.id)
  for (const disk of disks) {
    await writeWhole(`${own}/${disk.file}`, diskBytes(disk, paths))
    for (const below of belowOf(plan, disk.file)) await removeTree(`${own}/${below}`)
  }
}

function belowOf({ disks }: StartPlan, file: string): readonly string[] {
  return disks.flatMap(({ source }) => (source.kind === 'own' && source.file === file ? (source.below ?? []) : []))
}
