import type { InstanceRecord, TemporaryRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import type { Hardware } from '../../model/board.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceCreate } from '../../model/instance.ts'
import { InstanceId, InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { chooseHardware } from '../../plan/instance/hardware.ts'
import { type CreatePlan, type ImageChoice, planCreate } from '../../plan/instance/plan-create.ts'
import { firstLifetime } from '../../plan/temporary/lifetime.ts'
import type { Deps } from '../deps.ts'
import { demandCpu } from './demand-cpu.ts'
import { demandFiles } from './demand-files.ts'
import { installerOf } from '../install/installer.ts'
import { mediumOf, resolveImage, toChoice } from '../image/resolve.ts'
import { claimVolumes, plannedVolumes } from '../volume/for-instance.ts'
import type { RequestContext, Task } from '../operation/begin.ts'

/** Makes an instance with its disks; it is stopped then. Refusals come at once, before anything is made. */
export async function createInstance(deps: Deps, want: InstanceCreate, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed

  const name = want.name ?? freshName(deps, want.spec.image ?? 'instance')
  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'create'))
  if (await deps.store.get('instance', name)) throw new Fault('instance.exists', { name })

  const { image: reference } = want.spec
  // Kept from deletion until the record names it.
  const image = reference === undefined ? null : toChoice((await resolveImage(deps, reference, want.spec.arch)).value)
  if (image) resources.use(deps.leases.share(image.digest))
  const medium = await mediumOf(deps, want.spec)
  if (medium) resources.use(deps.leases.share(medium.digest))
  const { facts } = await deps.engine.host(AbortSignal.timeout(hostDeadlineMs))
  const hardware = settle(chooseHardware(want.spec, image, facts))
  const record = await freshRecord(deps, name, want, { image, hardware })
  await demandFiles(deps, want.spec)
  resources.use(claimVolumes(deps, want.spec, 'create'))
  await plannedVolumes(deps, want.spec, name)
  await demandCpu(deps, { ...record, facts }, AbortSignal.timeout(hostDeadlineMs))
  await installerOf(deps, record, medium)
  const plan = settle(planCreate(record, want.spec, image, facts))

  return deps.operations.begin(
    { kind: 'instance.create', target: name, cancellable: true, request, resources: resources.move() },
    (task) => make(deps, plan, { record, temporary: temporaryOf(deps, record.id, want) }, task),
  )
}

const hostDeadlineMs = 30_000

type New = { readonly record: InstanceRecord; readonly temporary: TemporaryRecord | null }

async function make(deps: Deps, plan: CreatePlan, { record, temporary }: New, task: Task): Promise<{ name: string }> {
  task.report('making disks')
  await using undo = new Undo()
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

async function freshRecord(
  { random, clock, engine }: Deps,
  name: InstanceName,
  { spec }: InstanceCreate,
  { image, hardware }: { readonly image: ImageChoice | null; readonly hardware: Hardware },
): Promise<InstanceRecord> {
  return {
    version: 1,
    id: InstanceId.parse(random.token(10)),
    name,
    uuid: random.uuid(),
    macs: spec.nics.map(() => random.mac()),
    arch: hardware.arch,
    machineType: await engine.machineType(hardware, AbortSignal.timeout(hostDeadlineMs)),
    createdAt: clock.now().toISOString(),
    spec,
    image: image && { digest: image.digest, name: image.name },
    booted: false,
    toInstall: spec.install !== undefined,
    run: null,
    end: null,
  }
}

/** `debian-k3f9` from `debian:12`. */
function freshName({ random }: Deps, image: string): InstanceName {
  const stem = image.startsWith('sha256:') ? 'instance' : image.replace(/[:.].*$/, '').replaceAll(/[^a-z0-9-]/g, '-')
  return InstanceName.parse(`${/^[a-z]/.test(stem) ? stem : `i-${stem}`}-${random.token(4)}`)
}
