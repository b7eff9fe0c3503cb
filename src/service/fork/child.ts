import type { MomentFacts } from '../../contract/fork.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceFork } from '../../model/fork.ts'
import { InstanceId, type InstanceName, WarmId } from '../../model/name.ts'
import { type Child, planChild } from '../../plan/fork/child.ts'
import type { ForkPlan } from '../../plan/fork/plan-fork.ts'
import type { Deps } from '../deps.ts'
import { cleanUp } from '../instance/clean-up.ts'
import type { Task } from '../operation/begin.ts'
import { freshLayerId } from '../snapshot/scene.ts'
import { identityFor, machineOrFault } from '../warm/start-warm.ts'

/** A fork that is to be made. `moment`: what it goes on from. */
export type Bearing = {
  readonly parent: InstanceRecord
  readonly plan: ForkPlan
  readonly want: InstanceFork
  readonly name: InstanceName
  readonly moment: WarmId
  readonly facts: MomentFacts
}

/** How long a fork may take to become itself, in milliseconds: new SSH host keys alone take an emulated one some seconds. */
const identityMs = 60_000

/**
 * Makes one fork. Its record is durable before any process of it exists, and says until it is somebody that it is nothing yet, so
 * that after a crash nothing is left of it. All or nothing.
 */
export async function bearChild(deps: Deps, bearing: Bearing, task: Task): Promise<InstanceRecord> {
  const { parent, want, name } = bearing
  const { random } = deps
  await using made = new AsyncDisposableStack()
  const moment = await momentFor(deps, bearing, made)
  const identity = {
    id: InstanceId.parse(random.token(10)),
    name,
    uuid: random.uuid(),
    macs: parent.macs.map(() => random.mac()),
  }
  const child = planChild(bearing.plan, identity, { moment, layerId: freshLayerId(deps), forward: want.forward })
  const record = recordOf(deps, bearing, { ...identity, child, moment })
  await using undo = new Undo()
  undo.push('remove the fork', () => removeUnborn(deps, record))
  await makeFiles(deps, parent, record, child, task)
  const whole = await wake(deps, record, { child, bearing }, task)
  undo.keep()
  return whole
}

/**
 * Several forks of one moment have one memory until they write. One whose guest gives back memory that it does not need has a file
 * of its own, since QEMU takes that out of the file.
 */
async function momentFor(
  { engine, random }: Deps,
  { plan, want, moment }: Bearing,
  made: AsyncDisposableStack,
): Promise<WarmId> {
  const { warm } = plan.started
  if (want.names.length === 1 || (warm !== undefined && warm.guest !== 'booted')) return moment
  const own = WarmId.parse(random.token(10))
  made.defer(() => engine.forks.discard(own))
  await engine.forks.copy(moment, own)
  return own
}

type Born = Pick<InstanceRecord, 'id' | 'name' | 'uuid' | 'macs'> & { readonly child: Child; readonly moment: WarmId }

function recordOf({ clock }: Deps, { parent }: Bearing, { id, name, uuid, macs, child, moment }: Born): InstanceRecord {
  const { machineType, arch, image, warmed, run } = parent
  const now = clock.now().toISOString()
  return {
    version: 1,
    id,
    name,
    uuid,
    macs,
    machineType,
    arch,
    createdAt: now,
    spec: child.spec,
    image,
    booted: true,
    ...(warmed !== undefined && { warmed }),
    run: {
      intendedAt: now,
      spec: child.spec,
      acceleration: child.plan.acceleration,
      hostdevs: [],
      medium: run?.medium ?? null,
      plan: child.kept,
      warm: { id: moment, identity: 'pending', of: parent.id },
      process: null,
      startedAt: null,
    },
    end: null,
  }
}

/** Its folder with the disks of the parent, and layers of its own on them. */
async function makeFiles(deps: Deps, parent: InstanceRecord, record: InstanceRecord, child: Child, task: Task) {
  const { engine, store } = deps
  task.report(`making the disks of ${record.name}`)
  const nothing = { id: record.id, name: record.name, arch: record.arch, disks: [], nvram: false }
  await engine.prepare(nothing, task.signal)
  const tree = { version: 1, instance: record.id, tree: child.tree } as const
  const written = await store.commit([
    { kind: 'instance', put: record, expected: 0 },
    ...(child.parts.length === 0 ? [] : [{ kind: 'snapshots', put: tree, expected: 0 } as const]),
  ])
  if (written === 'conflict') throw new Fault('instance.exists', { name: record.name })
  await engine.keep(record.id)
  await engine.forks.share(parent.id, record.id, child.shared)
  if (child.parts.length > 0) await engine.makeLayer({ id: record.id, parts: child.parts }, task.signal)
}

type Waking = { readonly child: Child; readonly bearing: Bearing }

/** It runs behind closed gates until it is somebody; only then anybody is told of it. */
async function wake(
  deps: Deps,
  record: InstanceRecord,
  { child, bearing }: Waking,
  task: Task,
): Promise<InstanceRecord> {
  const { engine, store, fleet, clock } = deps
  const { plan, facts } = bearing
  using _starting = fleet.starting(record)
  task.report(`waking ${record.name}`)
  const macs = plan.started.nics.map(({ mac }) => mac)
  const identity = identityFor(deps, record, macs, child.plan.nics)
  const process = await engine.launch(child.plan, task.signal, { facts, identity })
  const since = clock.now().toISOString()
  const launched = withRun(record, { process, startedAt: since })
  await store.commit([{ kind: 'instance', put: launched }])
  const machine = machineOrFault(
    record.name,
    await engine.open(record.id, record.uuid, process, task.signal, record.name),
  )
  await using held = new AsyncDisposableStack()
  held.use(machine)
  task.report(`${record.name} becomes itself`)
  await machine.takeIdentity(AbortSignal.any([task.signal, AbortSignal.timeout(identityMs)]))
  const whole = withRun(launched, { warm: { id: child.plan.warm?.id ?? bearing.moment, identity: 'given' } })
  await store.commit([{ kind: 'instance', put: whole }])
  const status = await machine.status(task.signal)
  held.move()
  fleet.add(whole, machine, since, status)
  return whole
}

function withRun(record: InstanceRecord, part: Partial<NonNullable<InstanceRecord['run']>>): InstanceRecord {
  return { ...record, run: record.run && { ...record.run, ...part } }
}

/** A fork that has not become somebody is nobody's, and goes with all that it has. Also one that is not wanted after all. */
export async function removeUnborn(deps: Deps, record: InstanceRecord): Promise<void> {
  const { engine, store } = deps
  const { id, name, run } = record
  await endMachine(deps, id)
  await cleanUp(deps, record)
  const found = await store.get('instance', name)
  if (found?.value.id === id)
    await store.commit([
      { kind: 'instance', delete: name },
      { kind: 'snapshots', delete: id },
    ])
  await engine.discard(id)
  if (run?.warm) await engine.forks.discard(run.warm.id)
}

async function endMachine({ fleet }: Deps, id: InstanceId): Promise<void> {
  const machine = fleet.machineOf(id)
  if (!machine) return
  using _expected = fleet.expectEnd(id)
  await machine.kill(AbortSignal.timeout(killMs))
  await fleet.ended(id, AbortSignal.timeout(killMs))
}

const killMs = 30_000
