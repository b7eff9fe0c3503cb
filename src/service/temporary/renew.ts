import { Fault } from '../../model/fault.ts'
import type { Instance } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import { renewed } from '../../plan/temporary/lifetime.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from '../instance/read.ts'
import { viewInstance } from '../instance/view.ts'

/** Says that a temporary instance is still used. Durable when it returns. */
export async function renewInstance(deps: Deps, name: InstanceName): Promise<Instance> {
  const instance = await readInstance(deps, name)
  const kept = await deps.store.get('temporary', instance.value.id)
  if (!kept) throw new Fault('instance.not-temporary', { name })
  const record = renewed(kept.value, deps.clock.now())
  const written = await deps.store.commit([{ kind: 'temporary', put: record, expected: kept.revision }])
  // A conflict is somebody else who has just renewed it, or its deletion.
  if (written !== 'conflict') deps.lifetimes.put(record)
  return viewInstance(deps, instance)
}
