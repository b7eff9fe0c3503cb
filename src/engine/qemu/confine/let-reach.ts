import { hindrance } from '../../../host/reach.ts'
import type { Confinement } from '../../../model/confinement.ts'
import type { MergePart } from '../../../plan/snapshot/layer-plan.ts'
import type { VolumeDisk } from './files-of.ts'
import { giveOwn } from './give-files.ts'
import { closedAbove, giveVolume } from './give-volume.ts'
import { machinesGroup } from './machine-user.ts'
import { showTo } from './show-to.ts'
import { shownFile, shownOfVolume } from './view.ts'

/** A machine that runs. */
type Confined = {
  readonly name: string
  readonly process: { readonly pid: number }
  readonly confinement: Confinement | undefined
}

/** Gives a volume to a machine that runs; the folder that keeps it from it, when one does. Throws instance.not-shown. */
export async function letReach(
  disk: VolumeDisk,
  { name, process, confinement }: Confined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (confinement?.ownUser !== true) return undefined
  const closed = await closedAbove(disk, { uid: confinement.user, groups: [machinesGroup] })
  if (closed !== undefined) return closed
  await giveVolume(disk, confinement.user)
  if (confinement.namespaces) await showTo({ name, pid: process.pid }, await shownOfVolume(disk), signal)
  return undefined
}

/** Lets a machine that runs read a file that a person has named; what keeps it from that, if anything. Throws instance.not-shown. */
export async function letRead(
  path: string,
  { name, process, confinement }: Confined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (confinement?.ownUser !== true) return undefined
  const closed = await hindrance(path, 'read', { uid: confinement.user, groups: [machinesGroup] })
  if (closed !== undefined) return closed
  if (confinement.namespaces) await showTo({ name, pid: process.pid }, [await shownFile(path, 'read')], signal)
  return undefined
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
