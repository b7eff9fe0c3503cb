import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName, VolumeName } from '../../model/name.ts'
import type { Operation, OperationKind } from '../../model/operation.ts'
import type { Attachable, AttachmentPlan } from '../../plan/volume/plan-attachment.ts'
import type { KnownVolume, VolumeScene } from '../../plan/volume/scene.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from '../instance/read.ts'
import { requireMachine } from '../instance/require-machine.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { leaseOf } from './create.ts'
import { findVolume, readScene } from './scene.ts'

type Wish = {
  readonly kind: OperationKind
  readonly action: string
  readonly volume: VolumeName
  readonly instance: InstanceName
  readonly request: RequestContext
}

/** A volume and an instance, held; nobody else changes either meanwhile. */
export type Pair = {
  readonly scene: VolumeScene
  readonly volume: KnownVolume
  readonly record: InstanceRecord
  readonly instance: Attachable
}

/** What is done in what order, with the machine when one runs. */
export type Carry = (machine: Machine | null, task: Task) => Promise<void>

/** Begins a change of the disks of an instance. Refusals come at once, before anything is changed. */
export async function beginOnPair(
  deps: Deps,
  wish: Wish,
  decide: (pair: Pair) => { readonly plan: AttachmentPlan; readonly carry: Carry },
): Promise<Operation> {
  const { kind, action, volume: name, instance: owner, request } = wish
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(owner, action))
  resources.use(deps.leases.take(leaseOf(name), action))
  const { value: record } = await readInstance(deps, owner)
  await deps.parking.wake(record.id, `it was needed (${action})`)
  const scene = await readScene(deps)
  const state = deps.fleet.stateOf(record).kind
  const running = state === 'running' || state === 'paused' ? (record.run?.spec ?? null) : null
  const instance = { name: owner, state, spec: record.spec, running }
  const { plan, carry } = decide({ scene, volume: findVolume(scene, name), record, instance })
  const machine = plan.isLive ? requireMachine(deps, record, action) : null
  return await deps.operations.begin(
    { kind, target: name, cancellable: false, request, resources: resources.move() },
    async (task) => {
      task.report(machine ? 'asking the guest' : 'writing it down')
      await carry(machine, task)
      deps.events.publish('instance.changed', owner, { what: 'disks', volume: name })
      return { volume: name, instance: owner, live: plan.isLive }
    },
  )
}

/** Records the disks that an instance has now. The machine may have ended meanwhile; then it has none. */
export async function recordDisks(
  { store }: Pick<Deps, 'store'>,
  owner: InstanceName,
  plan: AttachmentPlan,
): Promise<void> {
  for (;;) {
    const found = await store.get('instance', owner)
    if (!found) throw new Fault('instance.not-found', { name: owner })
    const { run } = found.value
    const next = run && plan.running ? { ...run, spec: plan.running } : run
    const put = { ...found.value, spec: plan.spec, run: next }
    if ((await store.commit([{ kind: 'instance', put, expected: found.revision }])) !== 'conflict') return
  }
}
