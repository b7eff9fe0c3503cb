import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceStateKind } from '../../model/instance.ts'
import type { InstanceId, InstanceName, SnapshotName } from '../../model/name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { SnapshotRestore } from '../../model/snapshot.ts'
import { isAtRest } from '../instance/lifecycle.ts'
import type { StartPlan } from '../instance/start-plan.ts'
import { findSnapshot } from './find.ts'
import { type HostNow, refuseMachine } from './refuse-machine.ts'
import { layerOn } from './layer-plan.ts'
import { specThen } from './spec-then.ts'
import { type KeptConfiguration, type LayerPart, type SnapshotTree, withLayer } from './tree.ts'
import { withLayers } from './with-layers.ts'

/** Everything that must be done to go back; nothing is decided after this. */
export type RestorePlan = {
  readonly id: InstanceId
  readonly parts: readonly LayerPart[]
  /** As it is after. The layer that was written before has no name, so it is tidied up in the end. */
  readonly tree: SnapshotTree
  readonly configuration: KeptConfiguration
  /** The machine to go on with, and its memory; null when it is stopped then. */
  readonly start: { readonly plan: StartPlan; readonly spec: InstanceSpec } | null
}

export type RestoreScene = {
  readonly id: InstanceId
  readonly instance: InstanceName
  readonly state: InstanceStateKind
  readonly spec: InstanceSpec
  readonly tree: SnapshotTree
  /** As it would be now, with the accelerators that work here. */
  readonly machine: HostNow
  readonly layerId: string
}

/** What must be done to go back to a snapshot, or why it cannot be. */
export function planRestore(
  scene: RestoreScene,
  name: SnapshotName,
  want: SnapshotRestore,
): Verdict<RestorePlan, Fault> {
  const { id, instance, state, tree, layerId } = scene
  const found = findSnapshot(tree, instance, name)
  if (!found.ok) return found
  if (!isAtRest(state) && !want.force) {
    return refuse(new Fault('instance.wrong-state', { name: instance, state, action: 'go back (stop it, or --force)' }))
  }
  const memory = want.memory ? found.plan.memory : null
  const reason = memory && refuseMachine(memory.machine, scene.machine)
  if (reason) return refuse(new Fault('snapshot.restore-refused', { instance, name, reason }))
  const spec = specThen(scene.spec, found.plan.configuration.spec)
  if (!spec.ok) return spec
  const { layer, parts } = layerOn(tree, found.plan.layer, layerId)
  const after = withLayer(tree, layer)
  const configuration = { ...found.plan.configuration, spec: spec.plan }
  if (!memory) return approve({ id, parts, tree: after, configuration, start: null })
  const plan = { ...withLayers(memory.machine.plan, after), name: instance, incoming: memory.file }
  return approve({ id, parts, tree: after, configuration, start: { plan, spec: memory.machine.spec } })
}
