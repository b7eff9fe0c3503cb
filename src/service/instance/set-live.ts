import type { Machine, MachineSize } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { formatBytes } from '../../kit/bytes.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName } from '../../model/name.ts'
import { planLive, type SizeWish } from '../../plan/instance/plan-live.ts'
import type { Deps } from '../deps.ts'

/** How long a guest may take to use more, or to give something back, in milliseconds. */
const patienceMs = 20_000

type Known = Pick<Deps, 'store' | 'fleet'>

/**
 * Gives a machine that runs the processors and the memory that its spec wants, as far as it can have them now, and records
 * what it has then. Throws instance.guest-holds when its guest does not do its part.
 */
export async function setLive(deps: Known, record: InstanceRecord): Promise<void> {
  const { run, name, spec } = record
  if (run === null || deps.fleet.stateOf(record).kind !== 'running') return
  const machine = deps.fleet.machineOf(record.id)
  const { wish } = planLive(run, spec)
  if (machine === undefined || Object.keys(wish).length === 0) return
  const size = await machine.setSize(wish, AbortSignal.timeout(patienceMs))
  await recordSize(deps, name, size)
  demandSize(name, wish, size)
}

/** Throws instance.guest-holds unless a machine has what was wished for. */
export function demandSize(name: InstanceName, wish: SizeWish, size: MachineSize): void {
  const { cpus = size.cpus, memoryBytes = size.memoryBytes } = wish
  const held = [
    ...(size.cpus === cpus ? [] : [`it uses ${size.cpus} processors, not ${cpus}`]),
    ...(size.memoryBytes === memoryBytes
      ? []
      : [`it has ${formatBytes(size.memoryBytes)} of memory, not ${formatBytes(memoryBytes)}`]),
  ]
  if (held.length > 0) throw new Fault('instance.guest-holds', { name, held: held.join(', and ') })
}

/** How long a guest may take that a new daemon finds, in milliseconds. */
const settleMs = 5000

/** After a daemon that ended in the middle of a change: it is finished, and what the machine has then is recorded. */
export async function settleSize(
  deps: Pick<Deps, 'store'>,
  { run, spec, name }: InstanceRecord,
  machine: Machine,
): Promise<void> {
  if (!run) return
  const { wish } = planLive(run, spec)
  if (Object.keys(wish).length === 0) return
  await recordSize(deps, name, await machine.setSize(wish, AbortSignal.timeout(settleMs)))
}

async function recordSize({ store }: Pick<Deps, 'store'>, name: InstanceName, size: MachineSize): Promise<void> {
  for (;;) {
    const found = await store.get('instance', name)
    if (!found?.value.run) return
    const put = withSize(found.value, size)
    if ((await store.commit([{ kind: 'instance', put, expected: found.revision }])) !== 'conflict') return
  }
}

/** A record of what the machine is now: also how it would have to be started to go on with a memory that is kept of it. */
export function withSize(record: InstanceRecord, { cpus, fittedCpus, memoryBytes }: MachineSize): InstanceRecord {
  const { run } = record
  if (!run?.plan) return record
  const spec = { ...run.spec, cpus: { ...run.spec.cpus, count: cpus }, memory: memoryBytes }
  const { count, max = count, atStart = count } = run.plan.cpus
  const plan = { ...run.plan, cpus: { ...run.plan.cpus, count: fittedCpus, max: Math.max(max, count), atStart } }
  return { ...record, run: { ...run, spec, plan } }
}
