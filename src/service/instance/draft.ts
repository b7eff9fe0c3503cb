import type { InstanceRecord } from '../../contract/store.ts'
import { settle } from '../../kit/verdict.ts'
import type { Hardware } from '../../model/board.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceCreate } from '../../model/instance.ts'
import { InstanceId, InstanceName } from '../../model/name.ts'
import { chooseHardware } from '../../plan/instance/hardware.ts'
import { type CreatePlan, type ImageChoice, planCreate } from '../../plan/instance/plan-create.ts'
import type { Deps } from '../deps.ts'
import { mediumOf, resolveImage, toChoice } from '../image/resolve.ts'
import { installerOf } from '../install/installer.ts'
import { claimVolumes, plannedVolumes } from '../volume/for-instance.ts'
import { demandCpu } from './demand-cpu.ts'
import { demandFiles } from './demand-files.ts'

/** A new instance on paper: what would be recorded of it, and what would be made. */
export type InstanceDraft = { readonly record: InstanceRecord; readonly plan: CreatePlan }

/** What is done with a draft while it is made; nothing, when it stays on paper. */
type Drafting = {
  /** Takes what nobody else may change until the instance is recorded. */
  readonly hold?: (claim: () => Disposable) => void
  /** The last word on who it is: what is made for it tells its id, its UUID and its addresses. */
  readonly identify?: (record: InstanceRecord) => Promise<InstanceRecord>
}

const hostDeadlineMs = 30_000

/** Decides everything about a new instance and makes nothing; throws the refusal. */
export async function draftInstance(
  deps: Deps,
  name: InstanceName,
  want: InstanceCreate,
  { hold = () => undefined, identify = async (record) => record }: Drafting = {},
): Promise<InstanceDraft> {
  if (await deps.store.get('instance', name)) throw new Fault('instance.exists', { name })
  const { spec } = want
  // Kept from deletion until the record names it.
  const image = spec.image === undefined ? null : toChoice((await resolveImage(deps, spec.image, spec.arch)).value)
  if (image) hold(() => deps.leases.share(image.digest))
  const medium = await mediumOf(deps, spec)
  if (medium) hold(() => deps.leases.share(medium.digest))
  const { facts } = await deps.engine.host(AbortSignal.timeout(hostDeadlineMs))
  const hardware = settle(chooseHardware(spec, image, facts))
  const fresh = await freshRecord(deps, name, want, { image, hardware })
  await demandFiles(deps, spec)
  hold(() => claimVolumes(deps, spec, 'create'))
  await plannedVolumes(deps, spec, name)
  await demandCpu(deps, { ...fresh, facts }, AbortSignal.timeout(hostDeadlineMs))
  await installerOf(deps, fresh, medium)
  const record = await identify(fresh)
  return { record, plan: settle(planCreate(record, spec, image, facts)) }
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

/** The name that was wished for, or one after the image: `debian-k3f9` from `debian:12`. */
export function nameFor({ random }: Pick<Deps, 'random'>, { name, spec }: InstanceCreate): InstanceName {
  if (name !== undefined) return name
  const image = spec.image ?? 'instance'
  const stem = image.startsWith('sha256:') ? 'instance' : image.replace(/[:.].*$/, '').replaceAll(/[^a-z0-9-]/g, '-')
  return InstanceName.parse(`${/^[a-z]/.test(stem) ? stem : `i-${stem}`}-${random.token(4)}`)
}
