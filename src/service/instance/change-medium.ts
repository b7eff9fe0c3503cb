import type { InstanceRecord } from '../../contract/store.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { Instance, InstanceMedium } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { planSet } from '../../plan/instance/plan-set.ts'
import type { Deps } from '../deps.ts'
import { mediumOf } from '../image/resolve.ts'
import { demandFiles } from './demand-files.ts'
import { readInstance } from './read.ts'
import { viewInstance } from './view.ts'

/** How long a monitor may take to change a medium, in milliseconds. */
const deadlineMs = 10_000

/** Puts another medium into the drive, or none: now, when it runs, and in the spec. Nothing is changed when the guest refuses. */
export async function changeMedium(
  deps: Deps,
  name: InstanceName,
  { medium: wanted, force }: InstanceMedium,
): Promise<Instance> {
  using _lease = deps.leases.take(name, 'change the medium')
  const { value: record, revision } = await readInstance(deps, name)
  const { facts } = await deps.engine.host(AbortSignal.timeout(30_000))
  const spec = settle(planSet(record.spec, { spec: patchFor(record, wanted) }, facts))
  await demandFiles(deps, spec)
  const medium = await mediumOf(deps, spec)
  using _image = medium ? deps.leases.share(medium.digest) : undefined
  const path = medium?.path ?? spec.cdrom ?? null
  await deps.fleet.machineOf(record.id)?.changeMedium(path, force, AbortSignal.timeout(deadlineMs))
  const changed = { ...record, spec, run: runWith(record, spec, medium?.digest ?? null) }
  const written = await deps.store.commit([{ kind: 'instance', put: changed, expected: revision }])
  if (written === 'conflict') throw new Fault('request.stale', { name })
  deps.events.publish('instance.changed', name, { what: 'medium' })
  return viewInstance(deps, { value: changed, revision: written.revision })
}

/** An empty drive is not booted from, not even the first time. */
function patchFor({ spec }: InstanceRecord, medium: string | null): Record<string, unknown> {
  return { cdrom: medium, ...(medium === null && spec.boot.once === 'cdrom' && { boot: { once: null } }) }
}

function runWith(
  { run }: InstanceRecord,
  { cdrom }: InstanceSpec,
  medium: NonNullable<InstanceRecord['run']>['medium'],
) {
  if (!run) return null
  const { cdrom: _before, ...spec } = run.spec
  return { ...run, medium: medium ?? null, spec: { ...spec, ...(cdrom !== undefined && { cdrom }) } }
}
