import type { InstanceId, InstanceName, WarmId } from '../../model/name.ts'
import type { PortForward } from '../../model/port-forward.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { PlannedDisk, StartPlan } from '../instance/start-plan.ts'
import { layerOn } from '../snapshot/layer-plan.ts'
import { type LayerPart, lineOf, type SnapshotTree, withLayer } from '../snapshot/tree.ts'
import { withLayers } from '../snapshot/with-layers.ts'
import { isWarmFile } from '../warm/on-warm.ts'
import { keptPlan } from '../warm/plan-template.ts'
import type { ForkPlan } from './plan-fork.ts'

/** Who a fork is. */
export type ChildIdentity = {
  readonly id: InstanceId
  readonly name: InstanceName
  readonly uuid: string
  /** One for each nic of the spec. */
  readonly macs: readonly string[]
}

/** A fork, with everything decided. */
export type Child = {
  readonly tree: SnapshotTree
  /** Files of the parent that it has, too. */
  readonly shared: readonly string[]
  readonly parts: readonly LayerPart[]
  readonly spec: InstanceSpec
  /** As it goes on from a moment, and as it could be started with a memory that is kept of it later. */
  readonly plan: StartPlan
  readonly kept: StartPlan
}

/** How a machine goes on as somebody else from a moment that is kept as `moment`. */
export function planChild(
  { started, spec: of, tree: parent, layer }: ForkPlan,
  { id, name, uuid, macs }: ChildIdentity,
  { moment, layerId, forward }: { moment: WarmId; layerId: string; forward: readonly PortForward[] },
): Child {
  const common = commonTree(parent)
  const own = layerOn(common, common.current, layerId)
  const tree = withLayer(common, own.layer)
  const spec = specOf(of, forward)
  const nics = started.nics.map((nic, index) => {
    return { ...nic, mac: macs[index] ?? nic.mac, forward: spec.nics[index]?.forward ?? [] }
  })
  const { incoming: _memory, ...rest } = started
  const warm = { id: moment, as: 'fork', ...guestOf(started) } as const
  const plan = withLayers({ ...rest, id, name, uuid, nics, warm }, tree)
  const files = lineOf(parent, layer.parent ?? '').flatMap((each) => Object.values(each.files))
  const shared = [...files, ...started.disks.flatMap(warmFilesOf)]
  return { tree, shared, parts: own.parts, spec, plan, kept: keptPlan(plan) }
}

/** The layers that a fork has in common with its parent: no other branch, and no snapshot of it. */
function commonTree(tree: SnapshotTree): SnapshotTree {
  return { layers: lineOf(tree, tree.current).toReversed(), current: tree.current, snapshots: [], pending: null }
}

/** What only one machine can have stays with the parent: its addresses, and the ports of the host. */
function specOf(spec: InstanceSpec, forward: readonly PortForward[]): InstanceSpec {
  const nics = spec.nics.map(({ mac: _mac, ...nic }, index) => ({ ...nic, forward: index === 0 ? [...forward] : [] }))
  return { ...spec, nics }
}

function warmFilesOf({ source }: PlannedDisk): readonly string[] {
  return source.kind === 'own' ? (source.below ?? []).filter(isWarmFile) : []
}

/** A guest that was booted by a machine without a warm image goes on in one like it. */
function guestOf({ warm }: StartPlan): { readonly guest?: 'booted' } {
  return warm === undefined || warm.guest === 'booted' ? { guest: 'booted' } : {}
}

/** The machine that is filled with the memory of a parent: like it, but nobody, and it reaches nothing. */
export function receiverPlan(
  { started, tree }: Pick<ForkPlan, 'started' | 'tree'>,
  { id, uuid, moment }: { readonly id: InstanceId; readonly uuid: string; readonly moment: WarmId },
): StartPlan {
  const { incoming: _memory, ...rest } = started
  return {
    ...rest,
    id,
    uuid,
    disks: withLayers(started, tree).disks.map(emptyDisk),
    nics: started.nics.map((nic) => ({ ...nic, forward: [] })),
    warm: { id: moment, as: 'receiver', ...guestOf(started) },
  }
}

function emptyDisk(disk: PlannedDisk): PlannedDisk {
  if (disk.source.kind !== 'own') return disk
  return { ...disk, source: { kind: 'own', file: disk.source.file, base: null } }
}
