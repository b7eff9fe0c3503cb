import { InstanceId, InstanceName, WarmId } from '../../model/name.ts'
import type { PlannedDisk, StartPlan } from '../instance/start-plan.ts'
import { onWarm } from './on-warm.ts'

/** Who the guest of a warm image is until a fork of it becomes somebody. */
export type TemplateIdentity = { readonly id: WarmId; readonly uuid: string; readonly macs: readonly string[] }

/** The machine that is booted once to be kept: as planned, but nobody in particular, and not to be reached. */
export function templatePlan(plan: StartPlan, { id, uuid, macs }: TemplateIdentity): StartPlan {
  return {
    ...plan,
    id: InstanceId.parse(id),
    name: InstanceName.parse('warm'),
    uuid,
    nics: plan.nics.map((nic, index) => ({ ...nic, mac: macs[index] ?? nic.mac, forward: [] })),
    warm: { id, as: 'template' },
  }
}

/** The same machine as an instance, going on from what was kept. */
export function forkPlan(plan: StartPlan, id: WarmId): StartPlan {
  return { ...plan, disks: onWarm(plan.disks), warm: { id, as: 'fork' } }
}

const nobody = { id: WarmId.parse('nobody0000'), uuid: '00000000-0000-0000-0000-000000000000' }

/** The machine of a plan when it is nobody's: the same for all plans that are alike. */
export function nobodysPlan(plan: StartPlan): StartPlan {
  const acceleration = { ...plan.acceleration, reason: '' }
  // Where a card leads to is nothing that its guest sees.
  const nics = plan.nics.map((nic) => ({ ...nic, network: 'user' as const }))
  return templatePlan({ ...plan, acceleration, nics }, { ...nobody, macs: plan.nics.map(() => '52:54:00:00:00:00') })
}

/** How many devices can be plugged into a machine that runs: its empty root ports. */
const mostPlugged = 4

/** A machine without the volumes that can as well be plugged in when it runs, and these. */
export function withoutVolumes(plan: StartPlan): {
  readonly plan: StartPlan
  readonly volumes: readonly PlannedDisk[]
} {
  const volumes = plan.disks.filter(({ source, bus }) => source.kind === 'volume' && bus === 'virtio')
  if (volumes.length === 0 || volumes.length > mostPlugged) return { plan, volumes: [] }
  return { plan: { ...plan, disks: plan.disks.filter((disk) => !volumes.includes(disk)) }, volumes }
}

/**
 * The machine with all network cards but the first plugged in when it runs, beside so many volumes. Undefined where it has no
 * others, or there are not as many ports for them.
 */
export function withNicsPlugged(plan: StartPlan, volumes: number): StartPlan | undefined {
  const [first, ...others] = plan.nics
  if (first === undefined || others.length === 0 || others.length + volumes > mostPlugged) return undefined
  return { ...plan, nics: [first, ...others.map((nic) => ({ ...nic, plugged: true as const }))] }
}

/** The machine of a fork as it could go on again with a memory that was kept of it: the same devices, and a memory of its own. */
export function keptPlan(plan: StartPlan): StartPlan {
  const { warm, ...cold } = plan
  if (warm === undefined || warm.guest === 'booted') return cold
  return { ...plan, warm: { ...warm, as: 'kept' } }
}
