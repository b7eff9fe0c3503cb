import type { InstanceId } from '../../model/name.ts'
import type { PlannedDisk, StartPlan } from '../instance/start-plan.ts'
import { filesOf, type Layer, type LayerPart, type Part, partsOf, type SnapshotTree } from './tree.ts'
import { partOf } from './with-layers.ts'

/** The files of a new layer, to be made in the folder of an instance. */
export type LayerPlan = { readonly id: InstanceId; readonly parts: readonly LayerPart[] }

/** A new layer on another one, with a file for each of its parts. */
export function layerOn(
  tree: SnapshotTree,
  below: string,
  id: string,
): { readonly layer: Layer; readonly parts: readonly LayerPart[] } {
  const parts = partsOf(tree, below).map((part) => ({
    part,
    file: `${part}.${id}.qcow2`,
    over: filesOf(tree, below, part)[0] ?? '',
  }))
  const files = Object.fromEntries(parts.map(({ part, file }) => [part, file]))
  return { layer: { id, parent: below, files }, parts }
}

/** Upper and lower file of a part, with what is below them, nearest first, and what stands on the upper one. */
export type MergePart = {
  readonly part: Part
  readonly upper: string
  readonly lower: string
  readonly under: readonly string[]
  readonly above: readonly string[]
  /** The file that the machine would write. */
  readonly top: string
  /** What the lowest of the files stands on. */
  readonly image: Extract<PlannedDisk['source'], { kind: 'own' }>['base']
}

/** Two layers that become one. */
export type MergePlan = { readonly id: InstanceId; readonly parts: readonly MergePart[] }

/** The files of two layers that become one: only the parts that both have. */
export function mergeOf(
  tree: SnapshotTree,
  lower: Layer,
  upper: Layer,
  plan: Pick<StartPlan, 'disks'>,
): readonly MergePart[] {
  return Object.entries(upper.files).flatMap(([part, file]) => {
    const below = lower.files[part]
    if (below === undefined) return []
    const above = tree.layers.flatMap(({ parent, files }) => (parent === upper.id ? (files[part] ?? []) : []))
    const under = filesOf(tree, lower.id, part).slice(1)
    const [top = file] = filesOf(tree, tree.current, part)
    return [{ part, upper: file, lower: below, under, above, top, image: imageUnder(plan, part) }]
  })
}

function imageUnder({ disks }: Pick<StartPlan, 'disks'>, part: Part): MergePart['image'] {
  const own = disks.map(({ source }) => source).find((source) => source.kind === 'own' && partOf(source.file) === part)
  return own?.kind === 'own' ? own.base : null
}
