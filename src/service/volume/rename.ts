import type { InstanceRecord, Versioned, Write } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeName } from '../../model/name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { Volume } from '../../model/volume.ts'
import type { Deps } from '../deps.ts'
import { leaseOf } from './create.ts'
import { findVolume, readScene, volumesIn } from './scene.ts'
import { showVolume } from './view.ts'

/** Gives a volume another name, also in the specs of the instances that have it. Its file and id stay. */
export async function renameVolume(deps: Deps, name: VolumeName, to: VolumeName): Promise<Volume> {
  using leases = new DisposableStack()
  leases.use(deps.leases.take(leaseOf(name), 'rename'))
  findVolume(await readScene(deps), name)
  if (name === to) return showVolume(deps, name)
  leases.use(deps.leases.take(leaseOf(to), 'rename'))
  if (await deps.store.get('volume', to)) throw new Fault('volume.exists', { volume: to })
  const found = await deps.store.get('volume', name)
  if (!found) throw new Fault('volume.not-found', { volume: name })
  const users = await usersOf(deps, name)
  for (const { value } of users) leases.use(deps.leases.take(value.name, 'rename a volume'))
  const written = await deps.store.commit([
    { kind: 'volume', delete: name, expected: found.revision },
    { kind: 'volume', put: { ...found.value, name: to }, expected: 0 },
    ...users.map((user) => renamedIn(user, name, to)),
  ])
  if (written === 'conflict') throw new Fault('request.stale', { name })
  deps.events.publish('volume.renamed', to, { from: name })
  return showVolume(deps, to)
}

async function usersOf({ store }: Deps, name: VolumeName): Promise<readonly Versioned<InstanceRecord>[]> {
  const instances = await store.list('instance', { limit: await store.count('instance') })
  const has = (spec: InstanceSpec) => volumesIn(spec).some(({ volume }) => volume === name)
  return instances.filter(({ value }) => has(value.spec) || (value.run && has(value.run.spec)))
}

function renamedIn({ value, revision }: Versioned<InstanceRecord>, from: VolumeName, to: VolumeName): Write {
  const inSpec = (spec: InstanceSpec): InstanceSpec => ({
    ...spec,
    disks: spec.disks.map((disk) => ('volume' in disk && disk.volume === from ? { ...disk, volume: to } : disk)),
  })
  const run = value.run && { ...value.run, spec: inSpec(value.run.spec) }
  return { kind: 'instance', put: { ...value, spec: inSpec(value.spec), run }, expected: revision }
}
