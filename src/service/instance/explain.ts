import { formatBytes } from '../../kit/bytes.ts'
import { settle } from '../../kit/verdict.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { hasPowerButton } from '../../model/architecture.ts'
import type { ExplainedStep, Explanation } from '../../model/explanation.ts'
import { SnapshotCreate } from '../../model/snapshot.ts'
import type { InstanceId, InstanceName } from '../../model/name.ts'
import { planCreate } from '../../plan/instance/plan-create.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'
import { chooseBeginning, type WarmStart } from '../warm/choose.ts'
import { readInstance } from './read.ts'
import { planOf } from './start.ts'
import { explainFork } from '../fork/explain.ts'
import { explainSuspend } from '../suspend/explain.ts'
import { isSuspended, planGoingOnOf } from '../suspend/go-on.ts'
import { exclusion, planSnapshot } from '../snapshot/create.ts'

const explainable = [
  'create',
  'start',
  'stop',
  'kill',
  'pause',
  'resume',
  'reset',
  'snapshot',
  'fork',
  'suspend',
] as const
export type Explainable = (typeof explainable)[number]

/** The plain commands that an action on an instance stands for; nothing is done. */
export async function explainInstance(
  deps: Deps,
  name: InstanceName,
  action: Explainable,
  style: 'exact' | 'plain',
): Promise<Explanation> {
  const { value: record } = await readInstance(deps, name)
  const { steps, notes } = await explained(deps, record, action, style)
  return { action, instance: name, steps: [...steps], notes: [...notes] }
}

export type Explained = { readonly steps: readonly ExplainedStep[]; readonly notes: readonly string[] }

async function explained(
  deps: Deps,
  record: InstanceRecord,
  action: Explainable,
  style: 'exact' | 'plain',
): Promise<Explained> {
  const { engine } = deps
  if (action === 'create') return { steps: await explainCreate(deps, record), notes: [] }
  if (action === 'snapshot') {
    const plan = await planSnapshot(deps, record, SnapshotCreate.parse({ leaveOut: true }))
    return { steps: engine.explainSnapshot(plan), notes: plan.entry.leftOut.map(exclusion) }
  }
  if (action === 'fork') return await explainFork(deps, record)
  if (action === 'suspend') return await explainSuspend(deps, record)
  if (action !== 'start') {
    return {
      steps: engine.explainControl(record.id, action),
      notes: action === 'stop' ? onStop(record) : [],
    }
  }
  return explainedStart(deps, record, style)
}

/** What a start of it would run now; throws the refusal. */
export async function explainedStart(deps: Deps, record: InstanceRecord, style: 'exact' | 'plain'): Promise<Explained> {
  const { engine } = deps
  if (isSuspended(record)) {
    return { steps: await engine.explainStart(await planGoingOnOf(deps, record)), notes: onGoingOn }
  }
  const plan = await planOf(deps, record)
  if (style === 'plain') return engine.explainPlainly(plan)
  const beginning = await chooseBeginning(deps, record, plan)
  if (beginning.kind === 'warm')
    return {
      steps: await engine.explainStart(beginning.start.plan),
      notes: [...asItself(beginning.start), ...onWaiting(deps, record.id, beginning.start)],
    }
  const notes = beginning.told ? [`it boots, since ${beginning.reason}`] : []
  return { steps: await engine.explainStart(plan), notes }
}

const onGoingOn = [
  'it goes on with the memory that was kept, which QEMU reads as descriptor 3; stroj removes that file and lets it go on (cont)',
] as const

function asItself({ plan, volumes, wish }: WarmStart): readonly string[] {
  const nics = plan.nics.filter(({ plugged }) => plugged === true)
  const later = volumes.length === 0 ? [] : [`${volumes.length} volumes are plugged in after it`]
  return [
    'so started, the guest is still the one that was kept, behind a closed network; stroj tells it who it is, and opens it',
    ...later,
    ...(nics.length === 0 ? [] : [`${nics.length} network cards are plugged in after it`]),
    ...(wish.cpus === undefined ? [] : [`it is given ${wish.cpus} processors then`]),
    ...(wish.memoryBytes === undefined ? [] : [`it is given ${formatBytes(wish.memoryBytes)} of memory then`]),
  ]
}

/** Whether its process is there already, where some of them shall be. */
function onWaiting(deps: Deps, id: InstanceId, { plan, record: { keep = 0 } }: WarmStart): readonly string[] {
  if (deps.waiting.waitsFor(id, plan)) return ['its process waits for it already, started by these lines']
  if (keep === 0) return []
  const hasForwards = plan.nics.some(({ forward }) => forward.length > 0)
  const reason = hasForwards
    ? 'has port forwards, which must be there when its network is started'
    : 'was made when none waited, has been changed since, or was not started within a minute'
  return [`none of the processes that wait is taken: it ${reason}`]
}

/** The agent has room for one, and that is the daemon: nobody else can be shown how to ask it. */
function onStop({ arch }: InstanceRecord): readonly string[] {
  return hasPowerButton(arch) ? [] : [`a guest of ${arch} has no power button; stroj asks its agent (guest-shutdown)`]
}

async function explainCreate(deps: Deps, record: InstanceRecord): Promise<readonly ExplainedStep[]> {
  const { facts } = await deps.engine.host(AbortSignal.timeout(30_000))
  const image = await imageOf(deps, record.image)
  return deps.engine.explainCreate(settle(planCreate(record, { ...record.spec, arch: record.arch }, image, facts)))
}
