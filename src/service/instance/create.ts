import type { InstanceRecord, TemporaryRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceCreate } from '../../model/instance.ts'
import type { InstanceId } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { CreatePlan } from '../../plan/instance/plan-create.ts'
import { firstLifetime } from '../../plan/temporary/lifetime.ts'
import type { Deps } from '../deps.ts'
import { asWhatWaits } from '../warm/reserve.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { draftInstance, nameFor } from './draft.ts'

/** Makes an instance with its disks; it is stopped then. Refusals come at once, before anything is made. */
export async function createInstance(deps: Deps, want: InstanceCreate, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed

  const name = nameFor(deps, want)
  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'create'))
  const { record, plan } = await draftInstance(deps, name, want, {
    hold: (claim) => void resources.use(claim()),
    identify: (fresh) => asWhatWaits(deps, fresh),
  })
  return deps.operations.begin(
    { kind: 'instance.create', target: name, cancellable: true, request, resources: resources.move() },
    (task) => make(deps, plan, { record, temporary: temporaryOf(deps, record.id, want) }, task),
  )
}

type New = { readonly record: InstanceRecord; readonly temporary: TemporaryRecord | null }

async function make(deps: Deps, plan: CreatePlan, { record, temporary }: New, task: Task): Promise<{ name: string }> {
  task.report('making disks')
  await using undo = new Undo(() => deps.store.trouble === null)
  undo.push('end what waits for it', () => deps.waiting.drop(record.id))
  await deps.engine.prepare(plan, task.signal)
  undo.push('delete the disks', () => deps.engine.discard(plan.id))
  task.signal.throwIfAborted()
  const written = await deps.store.commit([
    { kind: 'instance', put: record, expected: 0 },
    ...(temporary ? [{ kind: 'temporary', put: temporary } as const] : []),
  ])
  if (written === 'conflict') throw new Fault('instance.exists', { name: record.name })
  undo.keep()
  if (temporary) deps.lifetimes.put(temporary)
  await deps.engine.keep(plan.id)
  deps.events.publish('instance.created', record.name)
  return { name: record.name }
}

function temporaryOf({ clock }: Deps, id: InstanceId, { temporary }: InstanceCreate): TemporaryRecord | null {
  return temporary === undefined ? null : { version: 1, instance: id, ...firstLifetime(temporary, clock.now()) }
}
