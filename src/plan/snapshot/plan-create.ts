import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceStateKind } from '../../model/instance.ts'
import type { InstanceId, InstanceName, SnapshotName } from '../../model/name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { SnapshotCreate } from '../../model/snapshot.ts'
import { isAtRest } from '../instance/lifecycle.ts'
import type { StartPlan } from '../instance/start-plan.ts'
import { layerOn } from './layer-plan.ts'
import { leftOut } from './left-out.ts'
import { refuseMemory } from './refuse-memory.ts'
import {
  type KeptConfiguration,
  type KeptMachine,
  type Layer,
  type LayerPart,
  lineOf,
  partsOf,
  type SnapshotEntry,
  type SnapshotTree,
} from './tree.ts'

/** How the guest is kept from writing half of something while its disks are taken. */
export type Freeze = SnapshotCreate['freeze']

/** Everything that must be done for a snapshot; nothing is decided after this. */
export type SnapshotPlan = {
  readonly id: InstanceId
  readonly tree: SnapshotTree
  /** What the machine was started with; null when none runs. */
  readonly started: StartPlan | null
  /** Written from then on. */
  readonly layer: Layer
  readonly parts: readonly LayerPart[]
  /** As it is when all goes well; a machine that runs tells the pause. */
  readonly entry: SnapshotEntry
  readonly memoryFile: string | null
  readonly freeze: Freeze
}

/** What a snapshot depends on. */
export type SnapshotScene = {
  readonly id: InstanceId
  readonly instance: InstanceName
  readonly state: InstanceStateKind
  readonly tree: SnapshotTree
  /** What runs, or may; null at rest. */
  readonly machine: KeptMachine | null
  readonly configuration: KeptConfiguration
  readonly now: string
  /** Fresh; for its files. */
  readonly layerId: string
  readonly automatic: boolean
}

/** A longer line of layers makes every read of the guest slow, and QEMU's command line long. */
const mostLayers = 100

/** What must be done for a snapshot, or why there is none. */
export function planCreate(
  scene: SnapshotScene,
  name: SnapshotName,
  want: SnapshotCreate,
): Verdict<SnapshotPlan, Fault> {
  const { id, tree, machine, state, layerId } = scene
  const refusal = refuseCreate(scene, name, want)
  if (refusal) return refuse(refusal)
  return approve({
    id,
    tree,
    started: machine?.plan ?? null,
    ...layerOn(tree, tree.current, layerId),
    entry: entryOf(scene, name, want),
    memoryFile: want.memory ? memoryFileOf(layerId) : null,
    freeze: want.memory || state !== 'running' ? 'never' : want.freeze,
  })
}

function refuseCreate(scene: SnapshotScene, name: SnapshotName, want: SnapshotCreate): Fault | undefined {
  const { instance, state, tree } = scene
  if (tree.snapshots.some((entry) => entry.name === name)) return new Fault('snapshot.exists', { instance, name })
  if (!isAtRest(state) && state !== 'running' && state !== 'paused' && state !== 'parked') {
    return new Fault('instance.wrong-state', { name: instance, state, action: 'be kept as a snapshot' })
  }
  const reason = refuseDisks(tree) ?? (want.memory ? refuseMemory(state, scene.machine) : undefined)
  if (reason !== undefined) return new Fault('snapshot.refused', { instance, reason })
  const disks = leftOut(specNow(scene))
  return disks.length > 0 && !want.leaveOut ? new Fault('snapshot.incomplete', { instance, disks }) : undefined
}

/** A machine that runs has the disks that its run tells, those plugged in meanwhile included. */
function specNow({ machine, configuration }: SnapshotScene): InstanceSpec {
  return machine?.spec ?? configuration.spec
}

function entryOf(scene: SnapshotScene, name: SnapshotName, { memory }: SnapshotCreate): SnapshotEntry {
  const { tree, now, machine, automatic, layerId, configuration } = scene
  const kept = memory && machine ? { file: memoryFileOf(layerId), sizeBytes: 0, machine } : null
  return {
    name,
    layer: tree.current,
    createdAt: now,
    kind: kept ? 'memory' : machine ? 'disks' : 'stopped',
    consistency: kept ? 'running' : machine ? 'crash-consistent' : 'at-rest',
    pauseMs: null,
    memory: kept,
    automatic,
    configuration,
    leftOut: leftOut(specNow(scene)),
  }
}

function memoryFileOf(layerId: string): string {
  return `memory.${layerId}`
}

function refuseDisks(tree: SnapshotTree): string | undefined {
  if (!partsOf(tree, tree.current).some((part) => part.startsWith('disk'))) {
    return 'it has no disk of its own, and volumes and files of yours stand for themselves'
  }
  if (lineOf(tree, tree.current).length >= mostLayers) return `it stands on ${mostLayers} others already; remove some`
  return undefined
}
