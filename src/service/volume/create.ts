import type { VolumeRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeDrivers } from '../../model/volume-drivers.ts'
import { VolumeId, type VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { defaultPool } from '../../model/pool.ts'
import type { VolumeClone, VolumeCreate, VolumeEmpty, VolumeImport } from '../../model/volume.ts'
import { planClone, planEmpty } from '../../plan/volume/plan-new.ts'
import type { VolumeKey } from '../../plan/volume/scene.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { placeOf } from '../pool/place.ts'
import { findVolume, readScene } from './scene.ts'

/** A new volume that is decided: what its record says, and what writes its draft. */
type Making = {
  readonly record: VolumeRecord
  readonly key: VolumeKey
  readonly draft: (task: Task) => Promise<VolumeDrivers | void>
}

const kinds = { empty: 'volume.create', clone: 'volume.clone', import: 'volume.import' } as const

/** Makes a volume: empty, from another, or from a file. Refusals come at once, before anything is made. */
export async function createVolume(deps: Deps, want: VolumeCreate, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  const { name } = want
  using resources = new DisposableStack()
  resources.use(deps.leases.take(leaseOf(name), 'create'))
  if (await deps.store.get('volume', name)) throw new Fault('volume.exists', { volume: name })
  const making = await decide(deps, want, resources)
  return deps.operations.begin(
    { kind: kinds[want.kind], target: name, cancellable: true, request, resources: resources.move() },
    (task) => make(deps, making, task),
  )
}

function decide(deps: Deps, want: VolumeCreate, resources: DisposableStack): Promise<Making> {
  switch (want.kind) {
    case 'empty':
      return emptyVolume(deps, want, resources)
    case 'clone':
      return clone(deps, want, resources)
    case 'import':
      return taken(deps, want, resources)
  }
}

/** The name under which a volume is kept from others while it is changed. */
export function leaseOf(volume: string): string {
  return `volume ${volume}`
}

async function emptyVolume(deps: Deps, want: VolumeEmpty, resources: DisposableStack): Promise<Making> {
  const pool = want.pool ?? defaultPool
  resources.use(deps.leases.share(`pool ${pool}`))
  const place = await placeOf(deps, pool)
  await deps.volumes.requirePlace(place)
  const record = freshRecord(deps, want.name, { pool, format: want.format, origin: 'made empty' })
  const key = { place, id: record.id, format: want.format }
  const { freeBytes } = await deps.volumes.space(place)
  const plan = settle(planEmpty(want, key, freeBytes))
  const { passphrase } = want
  const draft = async (task: Task): Promise<void> => {
    if (passphrase !== undefined) await deps.volumes.keepKey(key.id, passphrase)
    await deps.volumes.create(plan, task)
  }
  return { record, key, draft }
}

/** What the file is, is found out by the work itself: looking through all its tables may take long. */
async function taken(deps: Deps, want: VolumeImport, resources: DisposableStack): Promise<Making> {
  const pool = want.pool ?? defaultPool
  resources.use(deps.leases.share(`pool ${pool}`))
  const place = await placeOf(deps, pool)
  await deps.volumes.requirePlace(place)
  const record = freshRecord(deps, want.name, { pool, format: want.format, origin: `imported from ${want.path}` })
  const key = { place, id: record.id, format: want.format }
  const file = { path: want.path, format: want.from }
  return { record, key, draft: (task) => deps.volumes.takeIn(file, key, task) }
}

/** The source stays as it is until the copy has been made, or stands on it. */
async function clone(deps: Deps, want: VolumeClone, resources: DisposableStack): Promise<Making> {
  resources.use(deps.leases.take(leaseOf(want.from), 'clone'))
  const scene = await readScene(deps)
  const source = findVolume(scene, want.from)
  resources.use(deps.leases.share(`pool ${source.pool}`))
  await deps.volumes.requirePlace(source.place)
  const id = VolumeId.parse(deps.random.token(10))
  const plan = settle(planClone(scene, source, want, id))
  const { key } = 'copy' in plan ? plan.copy : plan.overlay
  const origin = `${want.linked ? 'linked clone' : 'clone'} of ${want.from}`
  const record = { ...freshRecord(deps, want.name, { pool: source.pool, format: key.format, origin }), id }
  const draft = async (task: Task): Promise<void> => {
    if ('overlay' in plan) return deps.volumes.create(plan.overlay, task)
    if (plan.copy.encrypt === true) await deps.volumes.shareKey(source.id, id)
    await deps.volumes.copy(plan.copy, task)
  }
  return { record, key, draft }
}

function freshRecord(
  { random, clock }: Pick<Deps, 'random' | 'clock'>,
  name: VolumeName,
  rest: Pick<VolumeRecord, 'pool' | 'format' | 'origin'>,
): VolumeRecord {
  return { version: 1, id: VolumeId.parse(random.token(10)), name, ...rest, createdAt: clock.now().toISOString() }
}

/** The draft, then the record, then the name: after a crash a record has its volume, and a draft without one goes. */
async function make(deps: Deps, { record, key, draft }: Making, task: Task): Promise<Record<string, unknown>> {
  const { name, id } = record
  task.report('making the volume')
  await using undo = new Undo(() => deps.store.trouble === null)
  // No failure when none was kept.
  undo.push('forget its passphrase', () => deps.volumes.forgetKey(key.id))
  const drivers = await draft(task)
  undo.push('remove the draft', () => deps.volumes.discard(key))
  task.signal.throwIfAborted()
  const written = await deps.store.commit([
    { kind: 'volume', put: { ...record, ...(drivers && { drivers }) }, expected: 0 },
  ])
  if (written === 'conflict') throw new Fault('volume.exists', { volume: name })
  undo.keep()
  await deps.volumes.keep(key)
  deps.events.publish('volume.created', name)
  return { name, id, ...(drivers && { drivers }) }
}
