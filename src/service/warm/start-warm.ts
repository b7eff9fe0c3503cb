import type { Ending, Machine } from '../../contract/engine.ts'
import type { InstanceRecord, Write } from '../../contract/store.ts'
import type { Identity } from '../../contract/warm.ts'
import { Undo } from '../../kit/undo.ts'
import { Fault } from '../../model/fault.ts'
import type { WarmId } from '../../model/name.ts'
import type { SizeWish } from '../../plan/instance/plan-live.ts'
import type { Deps } from '../deps.ts'
import { cleanUp } from '../instance/clean-up.ts'
import { demandSize, withSize } from '../instance/set-live.ts'
import type { Task } from '../operation/begin.ts'
import type { WarmStart } from './choose.ts'

type Intent = { readonly before: InstanceRecord; readonly intended: InstanceRecord }

/** How long a fork may take to become itself, in milliseconds: new SSH host keys alone take an emulated one some seconds. */
const identityMs = 60_000

/** How long it may take to use what it is given besides, in milliseconds. */
const growMs = 30_000

/** A fork that runs as itself. `ranAfterMs`: from the request until its processors ran, which is before it is itself. */
type Forked = {
  name: string
  acceleration: string
  reason: string
  warm: string
  waited: boolean
  ranAfterMs: number
}

/** As `startWarm`; when the machine that `waits` for it is of no use after all, with another one. */
export async function wakeFork(
  deps: Deps,
  intent: Intent,
  start: WarmStart & { readonly waits: boolean },
  task: Task,
): Promise<Forked> {
  try {
    return { ...(await startWarm(deps, intent, start, task)), waited: start.waits }
  } catch (error) {
    if (!start.waits) throw error
    task.signal.throwIfAborted()
    if (error instanceof Fault && error.code !== 'instance.start-failed') throw error
    deps.log.error('a machine that waited was of no use', error, { instance: intent.before.name })
    await deps.store.commit([{ kind: 'instance', put: intent.intended }])
    return { ...(await startWarm(deps, intent, { ...start, waits: false }, task)), waited: false }
  }
}

/**
 * Starts an instance as a fork of a warm image. It runs from `open` on, behind closed gates, and is told of only when it has an
 * identity of its own. When anything fails, it is as if it had never been started.
 */
async function startWarm(
  deps: Deps,
  { before, intended }: Intent,
  { record: warm, plan, disks, volumes, wish, waits }: WarmStart & { readonly waits: boolean },
  task: Task,
): Promise<Omit<Forked, 'waited'>> {
  const { name, id, uuid } = intended
  const { engine, store } = deps
  using _starting = deps.fleet.starting(intended)
  await using undo = new Undo(() => deps.store.trouble === null)
  undo.push('forget the intent', async () => void (await store.commit([{ kind: 'instance', put: before }])))
  task.report('waking a fork of the warm image')
  const moved = engine.warm.giveDisks(plan, disks)
  moved.catch(() => undefined)
  undo.push('make its disks new', async () => {
    await moved.catch(() => undefined)
    await engine.warm.takeDisks(plan, disks)
  })
  // What waits has its disks open already; only their place is another one.
  if (!waits) await moved
  const identity = identityFor(
    deps,
    intended,
    warm.facts.macs,
    plan.nics.filter(({ plugged }) => plugged !== true),
  )
  const process = await engine.launch(plan, task.signal, { facts: warm.facts, identity })
  undo.push('end the machine', () => cleanUp(deps, intended))
  const since = deps.clock.now().toISOString()
  const launched = withRun(intended, { process, startedAt: since })
  const [{ machine, ranAfterMs }] = await Promise.all([
    engine.open(id, uuid, process, task.signal, name).then((opened) => ({
      machine: machineOrFault(name, opened),
      ranAfterMs: deps.clock.now().getTime() - Date.parse(intended.run?.intendedAt ?? since),
    })),
    store.commit([{ kind: 'instance', put: launched }]),
    moved,
  ])
  undo.push('let go of it', async () => machine[Symbol.asyncDispose]())
  task.report('running; it becomes itself')
  await machine.takeIdentity(AbortSignal.any([task.signal, AbortSignal.timeout(identityMs)]))
  for (const { source, readOnly } of volumes) {
    const { machine: board, iommu } = plan
    if (source.kind === 'volume') await machine.attachDisk({ source, readOnly, machine: board, iommu }, task.signal)
  }
  for (const [index, nic] of plan.nics.entries()) {
    if (nic.plugged === true) await machine.attachNic({ nic, index, on: plan }, task.signal)
  }
  const given = withRun(await grown(launched, machine, wish), { warm: { id: warm.id, identity: 'given' } })
  await store.commit([{ kind: 'instance', put: given }, ...(await useOf(deps, warm.id, since))])
  const status = await machine.status(task.signal)
  undo.keep()
  deps.fleet.add(given, machine, since, status)
  const { kind, reason } = plan.acceleration
  return { name, acceleration: kind, reason, warm: warm.id, ranAfterMs }
}

/** Before anybody is told that it runs, so that whoever then looks sees what was asked for. */
async function grown(record: InstanceRecord, machine: Machine, wish: SizeWish): Promise<InstanceRecord> {
  if (Object.keys(wish).length === 0) return record
  const size = await machine.setSize(wish, AbortSignal.timeout(growMs))
  demandSize(record.name, wish, size)
  return withSize(record, size)
}

export function machineOrFault(name: string, opened: Machine | { readonly ended: Ending }): Machine {
  if ('ended' in opened) throw new Fault('instance.start-failed', { name, reason: opened.ended.reason })
  return opened
}

function withRun(record: InstanceRecord, part: Partial<NonNullable<InstanceRecord['run']>>): InstanceRecord {
  return { ...record, run: record.run && { ...record.run, ...part } }
}

/** Counts it where the warm image is still there: it may have been removed while it was used. */
async function useOf({ store }: Pick<Deps, 'store'>, id: WarmId, usedAt: string): Promise<readonly Write[]> {
  const found = await store.get('warm', id)
  return found ? [{ kind: 'warm', put: { ...found.value, uses: found.value.uses + 1, usedAt } }] : []
}

/** Everything that tells one machine from another. */
export function identityFor(
  { random }: Pick<Deps, 'random'>,
  { name, uuid }: Pick<InstanceRecord, 'name' | 'uuid'>,
  before: readonly string[],
  nics: WarmStart['plan']['nics'],
): Identity {
  const id = () => random.uuid().replaceAll('-', '')
  const macs = nics.map(({ mac }, index) => ({ from: before[index] ?? mac, to: mac }))
  // systemd, too, takes the one for the other in a virtual machine (machine-id(5)).
  return {
    name,
    uuid,
    machineId: uuid.replaceAll('-', ''),
    bootId: id(),
    busId: id(),
    seed: `${id()}${id()}${id()}${id()}`,
    macs,
  }
}
