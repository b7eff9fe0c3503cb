import type { PlannedDisk, StartPlan } from '../instance/start-plan.ts'
import { isWarmFile } from '../warm/on-warm.ts'
import { filesOf, type SnapshotTree } from './tree.ts'

/** The plan of a start with the disks and the UEFI variables as they are now; a plan that was kept may name older ones. */
export function withLayers(plan: StartPlan, tree: SnapshotTree | undefined, layer = tree?.current): StartPlan {
  if (tree === undefined || layer === undefined) return plan
  const disks = plan.disks.map((disk) => withFiles(disk, (part) => filesOf(tree, layer, part)))
  const variables = filesOf(tree, layer, 'nvram')
  const { variables: _before, ...rest } = plan
  return { ...rest, disks, ...(variables.length > 0 && { variables }) }
}

function withFiles(disk: PlannedDisk, files: (part: string) => readonly string[]): PlannedDisk {
  if (disk.source.kind !== 'own') return disk
  const [file = disk.source.file, ...below] = files(partOf(disk.source.file))
  const lowest = disk.source.below?.filter(isWarmFile) ?? []
  return { ...disk, source: { ...disk.source, file, below: [...below, ...lowest] } }
}

/** `disk0` of `disk0.qcow2` and of `disk0.k3f9a1b2.qcow2`. */
export function partOf(file: string): string {
  return file.slice(0, file.indexOf('.'))
}
