import { Fault } from '../../model/fault.ts'
import type { Instance } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from './read.ts'
import { viewInstance } from './view.ts'

/** Gives an instance another name, running or not; its id, disks and addresses stay. */
export async function renameInstance(deps: Deps, name: InstanceName, to: InstanceName): Promise<Instance> {
  using leases = new DisposableStack()
  leases.use(deps.leases.take(name, 'rename'))
  const { value: record, revision } = await readInstance(deps, name)
  if (name === to) return viewInstance(deps, { value: record, revision })
  leases.use(deps.leases.take(to, 'rename'))
  if (await deps.store.get('instance', to)) throw new Fault('instance.exists', { name: to })

  const renamed = { ...record, name: to }
  const written = await deps.store.commit([
    { kind: 'instance', delete: name, expected: revision },
    { kind: 'instance', put: renamed, expected: 0 },
  ])
  if (written === 'conflict') throw new Fault('request.stale', { name })
  deps.fleet.rename(record.id, to)
  deps.events.publish('instance.renamed', to, { from: name })
  return viewInstance(deps, { value: renamed, revision: written.revision })
}
