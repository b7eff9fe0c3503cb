import { hindrance } from '../../../host/reach.ts'
import type { Confinement } from '../../../model/confinement.ts'
import type { MergePart } from '../../../plan/snapshot/layer-plan.ts'
import type { VolumeDisk } from './files-of.ts'
import { giveOwn } from './give-files.ts'
import { closedAbove, giveVolume } from './give-volume.ts'
import { machinesGroup } from './machine-user.ts'

/** Gives a volume to a machine that runs; the folder that keeps it from it, when one does. */
export async function letReach(disk: VolumeDisk, confinement: Confinement | undefined): Promise<string | undefined> {
  if (confinement?.ownUser !== true) return undefined
  const closed = await closedAbove(disk, { uid: confinement.user, groups: [machinesGroup] })
  if (closed === undefined) await giveVolume(disk, confinement.user)
  return closed
}

/** What keeps a machine that runs from a file that a person has named. */
export async function whyUnreadable(path: string, confinement: Confinement | undefined): Promise<string | undefined> {
  if (confinement?.ownUser !== true) return undefined
  return hindrance(path, 'read', { uid: confinement.user, groups: [machinesGroup] })
}

/** Layers that others had, too, when the machine was given its files, and which are now its own. */
export async function letMerge(
  parts: readonly Pick<MergePart, 'upper' | 'lower'>[],
  folder: string,
  confinement: Confinement | undefined,
): Promise<void> {
  if (confinement?.ownUser !== true) return
  for (const file of new Set(parts.flatMap(({ upper, lower }) => [upper, lower]))) {
    await giveOwn(`${folder}/${file}`, confinement.user)
  }
}
