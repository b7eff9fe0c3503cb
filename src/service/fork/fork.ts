import type { MomentFacts } from '../../contract/fork.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceFork } from '../../model/fork.ts'
import { InstanceId, type InstanceName, WarmId } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { receiverPlan } from '../../plan/fork/child.ts'
import { type ForkPlan, planFork } from '../../plan/fork/plan-fork.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from '../instance/read.ts'
import { requireMachine } from '../instance/require-machine.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { freshLayerId, readScene } from '../snapshot/scene.ts'
import { settledTree } from '../snapshot/settle-pending.ts'
import { readSettings } from '../warm/records.ts'
import { reasonOf } from '../snapshot/reason-of.ts'
import { bearChild, removeUnborn } from './child.ts'
import { sendMoment } from './send-moment.ts'
import { tidyUp } from './tidy-up.ts'

/** How long the agent of the parent may take to answer, in milliseconds. */
const agentMs = 5000

/**
 * Makes other instances of one that runs, which go on from where it stands, as themselves. Refusals come at once, before
 * anything is made. All forks or none.
 */
export async function forkInstance(
  deps: Deps,
  name: InstanceName,
  want: InstanceFork,
  request: RequestContext,
): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'fork'))
  for (const child of want.names) {
    if (await deps.store.get('instance', child)) throw new Fault('instance.exists', { name: child })
    resources.use(deps.leases.take(child, 'fork'))
  }
  const { value: record } = await readInstance(deps, name)
  resources.use(deps.parking.use(record.id, 'it is being forked'))
  await deps.parking.wake(record.id, 'it was needed (fork)')
  const plan = await planForkOf(deps, record, want)
  if (record.image) resources.use(deps.leases.share(record.image.digest))
  return deps.operations.begin(
    { kind: 'instance.fork', target: name, cancellable: true, request, resources: resources.move() },
    (task) => carryOut(deps, record, { plan, want }, task),
  )
}

/** What would be done now; throws the refusal. */
export async function planForkOf(deps: Deps, record: InstanceRecord, want: InstanceFork): Promise<ForkPlan> {
  const found = await readScene(deps, record, await settledTree(deps, record), false)
  const { budget } = await readSettings(deps)
  const scene = {
    id: record.id,
    instance: record.name,
    state: found.state,
    tree: found.tree,
    run: found.machine,
    // One that is parked would be woken.
    agentAnswers: found.state === 'parked' || (found.state === 'running' && (await answers(deps, record))),
    budgetBytes: budget,
    layerId: freshLayerId(deps),
  }
  return settle(planFork(scene, want))
}

async function answers({ fleet }: Deps, { id }: InstanceRecord): Promise<boolean> {
  const machine = fleet.machineOf(id)
  if (!machine) return false
  return machine.agentReady(AbortSignal.timeout(agentMs)).then(
    () => true,
    () => false,
  )
}

type Forking = { readonly plan: ForkPlan; readonly want: InstanceFork }

async function carryOut(
  deps: Deps,
  record: InstanceRecord,
  { plan, want }: Forking,
  task: Task,
): Promise<Record<string, unknown>> {
  const moment = freshMoment(deps)
  await using kept = new AsyncDisposableStack()
  kept.defer(() => deps.engine.forks.discard(moment))
  try {
    const { pauseMs, facts } = await keepMoment(deps, record, { plan, moment }, task)
    await bear(deps, record, { plan, want, moment, facts }, task)
    await tidyUp(deps, record, task)
    return { names: want.names, pauseMs: Math.round(pauseMs * 10) / 10 }
  } catch (error) {
    task.signal.throwIfAborted()
    throw explained(error, record.name, want)
  }
}

type Bearing = Forking & { readonly moment: WarmId; readonly facts: MomentFacts }

/** All of them, or none. */
async function bear(deps: Deps, record: InstanceRecord, { plan, want, moment, facts }: Bearing, task: Task) {
  await using undo = new Undo()
  for (const name of want.names) {
    const child = await bearChild(deps, { parent: record, plan, want, name, moment, facts }, task)
    undo.push('remove the fork', () => removeUnborn(deps, child))
  }
  task.signal.throwIfAborted()
  undo.keep()
  for (const name of want.names) deps.events.publish('instance.created', name)
}

/** Who the machine is that waits for the memory: known by the moment, so that a crash leaves nothing of it. */
export function freshReceiver(deps: Pick<Deps, 'random'>, moment = freshMoment(deps)) {
  return { id: InstanceId.parse(moment), uuid: deps.random.uuid(), moment }
}

function freshMoment({ random }: Pick<Deps, 'random'>): WarmId {
  return WarmId.parse(random.token(10))
}

/** What children go on from, and how long the parent stood still for it, in milliseconds. */
async function keepMoment(
  deps: Deps,
  record: InstanceRecord,
  { plan, moment: id }: { readonly plan: ForkPlan; readonly moment: WarmId },
  task: Task,
): Promise<{ readonly pauseMs: number; readonly facts: MomentFacts }> {
  const machine = requireMachine(deps, record, 'fork')
  const receiver = receiverPlan(plan, freshReceiver(deps, id))
  const moment = { id, receiver, parent: record, machine }
  let pauseMs = 0
  const send = async (socket: string) => {
    pauseMs = await sendMoment(deps, record, { plan, machine, socket }, task)
  }
  const facts = await deps.engine.forks.keep(moment, send, task.report, task.signal)
  return { pauseMs, facts }
}

/** A full disk and the like have faults of their own. */
function explained(error: unknown, instance: string, { names }: InstanceFork): unknown {
  if (error instanceof Fault && error.code !== 'warm.refused' && error.code !== 'instance.wrong-state') return error
  return new Fault('fork.failed', { instance, fork: names.join(', '), reason: whyOf(error) }, { cause: error })
}

/** What kept the guest from being asked says so of a warm image. */
function whyOf(error: unknown): string {
  if (error instanceof Fault && error.code === 'warm.refused') return (error as Fault<'warm.refused'>).details.reason
  return reasonOf(error)
}
