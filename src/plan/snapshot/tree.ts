import type { Consistency, SnapshotKind } from '../../model/snapshot.ts'
import type { SnapshotName } from '../../model/name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { StartPlan } from '../instance/start-plan.ts'

/** `disk0`, `disk1` … of an instance's own disks, and `nvram` for its UEFI variables. */
export type Part = string

/**
 * What was written between two points in time, as one file for each part; a part without a file has the one below. All files
 * of the first layer are whole; the others keep what differs.
 */
export type Layer = {
  /** 8 characters, in the names of its files; `base` for the first. */
  readonly id: string
  readonly parent: string | null
  readonly files: Readonly<Record<Part, string>>
}

/** What must be the same, or the memory of a guest fits no machine. */
export type KeptMachine = {
  readonly plan: StartPlan
  /** The spec of that run. */
  readonly spec: InstanceSpec
  /** Version of QEMU, such as 7.2.22. */
  readonly qemu: string
  /** What KVM shows the guest; null where all is emulated. */
  readonly processor: string | null
}

/** What the instance was to be, beside its disks. */
export type KeptConfiguration = {
  readonly spec: InstanceSpec
  /** One for each nic of the spec. */
  readonly macs: readonly string[]
  readonly machineType: string
}

type KeptMemory = { readonly file: string; readonly sizeBytes: number; readonly machine: KeptMachine }

/** A snapshot: a name for a layer that is not written any more. */
export type SnapshotEntry = {
  readonly name: SnapshotName
  readonly layer: string
  readonly createdAt: string
  readonly kind: SnapshotKind
  readonly consistency: Consistency
  readonly pauseMs: number | null
  readonly memory: KeptMemory | null
  readonly automatic: boolean
  readonly configuration: KeptConfiguration
  /** Writable volumes and files that the instance had, as people call them. */
  readonly leftOut: readonly string[]
}

/** One file of a new layer, and the file in the same folder that it stands on. */
export type LayerPart = { readonly part: Part; readonly file: string; readonly over: string }

/**
 * A layer that a running machine is given; until it is known whether it has it, nobody counts on either. Without an entry it is
 * for forks, and the one below it gets no name.
 */
export type PendingLayer = { readonly layer: Layer; readonly entry: SnapshotEntry | null }

/** Every layer of an instance, which one is written, and which have names. Where there is no snapshot there is no tree. */
export type SnapshotTree = {
  readonly layers: readonly Layer[]
  /** The layer that is written. Nothing stands on it, and no snapshot names it. */
  readonly current: string
  readonly snapshots: readonly SnapshotEntry[]
  readonly pending: PendingLayer | null
}

const firstLayer = 'base'

/** The tree of an instance without snapshots, that has these files. */
export function seedling(files: Layer['files']): SnapshotTree {
  const layers = [{ id: firstLayer, parent: null, files }]
  return { layers, current: firstLayer, snapshots: [], pending: null }
}

export function layerOf({ layers }: Pick<SnapshotTree, 'layers'>, id: string): Layer {
  const found = layers.find((layer) => layer.id === id)
  if (!found) throw new Error(`the snapshots name a layer ${id} that is not there`)
  return found
}

/** A layer and all below it, nearest first. */
export function lineOf(tree: Pick<SnapshotTree, 'layers'>, id: string): readonly Layer[] {
  const layer = layerOf(tree, id)
  return layer.parent === null ? [layer] : [layer, ...lineOf(tree, layer.parent)]
}

/** The files of a part as a layer has it: the first is on top. Empty when the part is not there. */
export function filesOf(tree: Pick<SnapshotTree, 'layers'>, id: string, part: Part): readonly string[] {
  return lineOf(tree, id).flatMap(({ files }) => files[part] ?? [])
}

/** Every part that a layer has. */
export function partsOf(tree: Pick<SnapshotTree, 'layers'>, id: string): readonly Part[] {
  return [...new Set(lineOf(tree, id).flatMap(({ files }) => Object.keys(files)))].sort()
}

export function childrenOf({ layers }: Pick<SnapshotTree, 'layers'>, id: string): readonly Layer[] {
  return layers.filter(({ parent }) => parent === id)
}

/** The snapshot that a layer goes on from; undefined when there was none before it. */
export function snapshotBelow(tree: SnapshotTree, id: string): SnapshotEntry | undefined {
  const ids = lineOf(tree, id)
    .slice(1)
    .map((layer) => layer.id)
  const nearest = ids.find((below) => tree.snapshots.some(({ layer }) => layer === below))
  return tree.snapshots.find(({ layer }) => layer === nearest)
}

/**
 * The tree with a file for UEFI variables in the layer that is written. An instance that was made for another firmware gets
 * some at a later start; those of another branch are not its own.
 */
export function withVariables(tree: SnapshotTree): SnapshotTree {
  if (partsOf(tree, tree.current).includes('nvram')) return tree
  const isTaken = tree.layers.some(({ files }) => files['nvram'] === firstVariables)
  const nvram = isTaken ? `nvram.${tree.current}.fd` : firstVariables
  const add = (layer: Layer): Layer =>
    layer.id === tree.current ? { ...layer, files: { ...layer.files, nvram } } : layer
  return { ...tree, layers: tree.layers.map(add) }
}

/** The UEFI variables that an instance begins with. */
export const firstVariables = 'nvram.fd'

/** The files of an instance that its tree names; whatever else has such a name is a leftover. */
export function namedFiles({ layers, snapshots, pending }: SnapshotTree): ReadonlySet<string> {
  const all = [...layers, ...(pending ? [pending.layer] : [])]
  const memories = [...snapshots, pending?.entry ?? null].flatMap((entry) => entry?.memory?.file ?? [])
  return new Set([...all.flatMap(({ files }) => Object.values(files)), ...memories])
}

/** The parts of the layer that waits, each with the file that it stands on. */
export function pendingParts(tree: SnapshotTree, { layer }: PendingLayer): readonly LayerPart[] {
  return Object.entries(layer.files).map(([part, file]) => {
    const [over = ''] = layer.parent === null ? [] : filesOf(tree, layer.parent, part)
    return { part, file, over }
  })
}

/** The tree with a snapshot, if it is one, and the layer that is written after it. */
export function withSnapshot(tree: SnapshotTree, { layer, entry }: PendingLayer): SnapshotTree {
  if (entry === null) return withLayer(tree, layer)
  return { ...withLayer(tree, layer), snapshots: [...tree.snapshots, entry] }
}

/** The tree with a new layer that is written from now on. */
export function withLayer(tree: SnapshotTree, layer: Layer): SnapshotTree {
  return { ...tree, layers: [...tree.layers, layer], current: layer.id, pending: null }
}
