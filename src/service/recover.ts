import type { MachineStatus } from '../contract/engine.ts'
import type { InstanceRecord, OperationRecord, ParkedRecord, Versioned } from '../contract/store.ts'
import { Fault } from '../model/fault.ts'
import type { InstanceName } from '../model/name.ts'
import type { Deps } from './deps.ts'
import { leftoversOf } from './image/prune.ts'
import { cleanUp } from './instance/clean-up.ts'
import { settleSize } from './instance/set-live.ts'
import { recordEnd } from './instance/record-end.ts'
import { recordProcess } from './instance/carry-out-start.ts'
import { forwardsOf } from './parking/idle.ts'
import { settleVolumes } from './volume/settle.ts'
import { settleSnapshotsOf } from './snapshot/settle-pending.ts'
import { readLifetimes } from './temporary/keep.ts'
import { removeUnborn } from './fork/child.ts'
import { finishSuspend, settleLiving, settleLost, settleResting } from './suspend/settle.ts'
import { settleWarm, undoFork } from './warm/settle.ts'
import { finishInterrupted } from './operation/finish-interrupted.ts'

/** How many ended operations are kept. */
const keptOperations = 1000

/** How long a machine may take to answer a new daemon, in milliseconds. */
const adoptionDeadlineMs = 10_000

/** What a new daemon found. */
export type Recovery = { readonly adopted: readonly InstanceName[]; readonly lost: readonly InstanceName[] }

/** Puts things right after the daemon before: adopts what runs, records what has ended, finishes or undoes what was cut off. */
export async function recover(deps: Deps): Promise<Recovery> {
  await deps.library.removeStagings()
  await settleVolumes(deps)
  await settleWarm(deps)
  const instances = await deps.store.list('instance', { limit: await deps.store.count('instance') })
  const strays = await deps.engine.removeLeftovers(new Set(instances.map(({ value }) => value.id)))
  if (strays.length > 0) deps.log.warn('folders without a record were left alone', { folders: strays })

  await removeImageLeftovers(deps, strays)

  await readLifetimes(deps, new Set(instances.map(({ value }) => value.id)))
  await Promise.all(instances.map(({ value }) => settleResting(deps, value)))
  const running = instances.map(({ value }) => value).filter(({ run }) => run !== null)
  const outcomes = await Promise.all(running.map((record) => adopt(deps, record)))
  const those = (outcome: Outcome) =>
    running.filter((_record, index) => outcomes[index] === outcome).map(({ name }) => name)
  await settleSnapshots(deps, instances)
  await settleOperations(deps)
  return {
    adopted: those('adopted'),
    lost: those('lost'),
  }
}

/**
 * What the daemon before has left of images that were never recorded, or are not any more. Left alone while there are folders of
 * instances that nobody knows: then the records are not those of this disk, and those instances may stand on these files.
 */
async function removeImageLeftovers(deps: Deps, strays: readonly string[]): Promise<void> {
  if (strays.length > 0) return
  for (const leftover of await leftoversOf(deps)) {
    if (leftover.kind === 'folder') await deps.library.removeLeftover(leftover)
  }
}

/** What a snapshot that was cut off has left is kept or removed. What cannot be settled now is tried again at its next use. */
async function settleSnapshots(deps: Deps, before: readonly Versioned<InstanceRecord>[]): Promise<void> {
  for (const { value } of before) {
    const record = (await deps.store.get('instance', value.name))?.value
    if (!record) continue
    await settleSnapshotsOf(deps, record).catch((error: unknown) =>
      deps.log.warn('the snapshots of an instance were not settled', { instance: record.name, reason: String(error) }),
    )
  }
}

/** Its machine is in our care, is gone although nobody wanted that, or is gone as it was wanted. */
type Outcome = 'adopted' | 'lost' | 'suspended'

async function adopt(deps: Deps, found: InstanceRecord): Promise<Outcome> {
  const { id, uuid, name, run } = found
  if (!run) return 'lost'
  if (await finishSuspend(deps, found)) return 'suspended'
  if (run.warm?.identity === 'pending') {
    if (run.warm.of === undefined) await undoFork(deps, found)
    else await removeUnborn(deps, found)
    return 'lost'
  }
  const process = run.process ?? (await deps.engine.find(id, uuid))
  if (!process) {
    await cleanUp(deps, found)
    await recordEnd(deps, name, { kind: 'asked', reason: 'the daemon ended before QEMU was started' }, true)
    return 'lost'
  }
  const since = run.startedAt ?? deps.clock.now().toISOString()
  if (!run.process) {
    if (run.plan) await deps.engine.limit(run.plan, process)
    await recordProcess(deps, found, process, since)
  }
  const signal = AbortSignal.timeout(adoptionDeadlineMs)
  const opened = await deps.engine.open(id, uuid, process, signal, name)
  if ('ended' in opened) {
    await cleanUp(deps, found)
    const stood = await settleLost(deps, found)
    await recordEnd(deps, name, opened.ended, stood)
    return 'lost'
  }
  const record = await settleLiving(deps, found, opened)
  await settleSize(deps, record, opened).catch((error: unknown) =>
    deps.log.warn('what an instance has was not asked for', { instance: name, reason: String(error) }),
  )
  const status = await opened.status(signal)
  const parked = await parkedStill(deps, record, status)
  deps.fleet.add(record, opened, since, status, parked !== undefined)
  if (parked) await adoptParked(deps, record, parked)
  return 'adopted'
}

/** One that is not to be parked any more is woken: the daemon before ended between the two. */
async function adoptParked({ parking, log }: Deps, { id, name, run, spec }: InstanceRecord, parked: ParkedRecord) {
  parking.adopted({ id, name }, run?.plan ? forwardsOf(run.plan) : [], parked)
  if (spec.park !== undefined) return
  await parking
    .wake(id, 'it is not to be parked any more')
    .catch((error: unknown) => log.warn('an instance was not woken', { instance: name, reason: String(error) }))
}

/** One that runs was cut off before it stood still, or after it was woken. */
async function parkedStill(
  { store }: Deps,
  { id }: InstanceRecord,
  { kind }: MachineStatus,
): Promise<ParkedRecord | undefined> {
  const mark = (await store.get('parked', id))?.value
  if (mark === undefined || kind !== 'running') return mark
  await store.commit([{ kind: 'parked', delete: id }])
  return undefined
}

async function settleOperations(deps: Deps): Promise<void> {
  const records = await deps.store.list('operation', { limit: await deps.store.count('operation') })
  await forgetOld(deps, records)
  for (const { value } of records) {
    deps.operations.remember(value)
    if (value.operation.state === 'running') await settle(deps, value)
  }
}

async function settle(deps: Deps, record: OperationRecord): Promise<void> {
  if (await finishInterrupted(deps, record)) return
  const { kind, target } = record.operation
  const problem = new Fault('operation.interrupted', { kind, target }).toProblem()
  const endedAt = deps.clock.now().toISOString()
  const operation = {
    ...record.operation,
    state: 'failed' as const,
    phase: 'failed',
    cancellable: false,
    endedAt,
    problem,
  }
  await deps.store.commit([{ kind: 'operation', put: { ...record, operation } }])
}

async function forgetOld({ store }: Deps, records: readonly Versioned<OperationRecord>[]): Promise<void> {
  const ended = records
    .map(({ value }) => value.operation)
    .filter(({ state }) => state !== 'running')
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
  const old = ended.slice(keptOperations)
  if (old.length > 0) await store.commit(old.map(({ id }) => ({ kind: 'operation', delete: id })))
}
