import { hindrance } from '../../../host/reach.ts'
import type { Confinement } from '../../../model/confinement.ts'
import type { VolumeDisk } from './files-of.ts'
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
