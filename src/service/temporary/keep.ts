import { Fault } from '../../model/fault.ts'
import type { InstanceId, InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'
import { deleteInstance } from '../instance/delete.ts'
import { ownRequest } from '../operation/begin.ts'

/** At the latest after this time it is looked again, in milliseconds. */
const lookEveryMs = 60_000
/** After one that could not be deleted, as while an operation has it. */
const retryMs = 1000

/** What a daemon before has left: forgets those whose instance is gone. */
export async function readLifetimes({ store, lifetimes }: Deps, instances: ReadonlySet<InstanceId>): Promise<void> {
  for (const { value } of await store.list('temporary', { limit: await store.count('temporary') })) {
    if (instances.has(value.instance)) lifetimes.put(value)
    else await store.commit([{ kind: 'temporary', delete: value.instance }])
  }
}

/** Deletes temporary instances that nobody renews. Ends with the signal. */
export async function keepLifetimes(deps: Deps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { ids, nextMs } = deps.lifetimes.due()
    const removed = await removeAll(deps, ids)
    await nap(deps, removed ? Math.min(lookEveryMs, nextMs) : retryMs, signal)
  }
}

async function nap({ clock, lifetimes }: Deps, ms: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const stop = AbortSignal.any([signal, over.signal])
  await Promise.race([clock.sleep(ms, stop), lifetimes.changed(stop)]).catch(() => undefined)
  over.abort()
}

/** True when all are on their way. */
async function removeAll(deps: Deps, ids: readonly InstanceId[]): Promise<boolean> {
  if (ids.length === 0) return true
  const instances = await deps.store.list('instance', { limit: await deps.store.count('instance') })
  const names = new Map(instances.map(({ value }) => [value.id, value.name]))
  const outcomes = await Promise.all(ids.map((id) => remove(deps, id, names.get(id))))
  return outcomes.every(Boolean)
}

async function remove(deps: Deps, id: InstanceId, name: InstanceName | undefined): Promise<boolean> {
  try {
    if (name !== undefined) {
      await deleteInstance(deps, name, { force: true }, ownRequest)
      deps.log.info('a temporary instance was not renewed and is deleted', { instance: name })
    }
    deps.lifetimes.forget(id)
    return true
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'instance.busy')) {
      deps.log.warn('a temporary instance was not deleted', { instance: name, reason: String(error) })
    }
    return false
  }
}
