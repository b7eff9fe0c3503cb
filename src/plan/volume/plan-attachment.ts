import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceStateKind } from '../../model/instance.ts'
import type { VolumeName } from '../../model/name.ts'
import { InstanceSpec } from '../../model/spec.ts'
import type { DiskLimits, ExtraDisk } from '../../model/spec-devices.ts'
import { specIssues } from '../../model/spec-issues.ts'

/** What of an instance a change of its disks depends on. */
export type Attachable = {
  readonly name: string
  readonly state: InstanceStateKind
  /** The wanted spec. */
  readonly spec: InstanceSpec
  /** The spec of the machine that runs; null when none does. */
  readonly running: InstanceSpec | null
}

/** Both specs after it, and whether a machine has to be told. */
export type AttachmentPlan = {
  readonly spec: InstanceSpec
  readonly running: InstanceSpec | null
  readonly isLive: boolean
}

type VolumeDisk = Extract<ExtraDisk, { volume: VolumeName }>

/** A volume at the end of the disks of an instance, or why it cannot be there. */
export function planAttach(instance: Attachable, disk: VolumeDisk): Verdict<AttachmentPlan, Fault> {
  const no = refuseState(instance, 'attach a volume')
  if (no) return refuse(no)
  if ([instance.spec, instance.running].some((spec) => spec && diskOf(spec, disk.volume))) {
    const action = `be a disk of ${instance.name} once more`
    return refuse(new Fault('volume.in-use', { volume: disk.volume, action, users: [instance.name] }))
  }
  return planned(instance, (disks) => [...disks, disk])
}

/** The disks of an instance without a volume, or why it must stay. */
export function planDetach(instance: Attachable, volume: VolumeName): Verdict<AttachmentPlan, Fault> {
  const no = refuseState(instance, 'detach a volume') ?? refuseAbsent(instance, volume, 'be detached')
  if (no) return refuse(no)
  const unfit = (reason: string) => refuse(new Fault('volume.unfit', { volume, action: 'be detached', reason }))
  const at = instance.spec.disks.findIndex((disk) => isVolume(disk, volume))
  if (at >= 0 && instance.spec.disks.slice(at).some((disk) => 'size' in disk)) {
    return unfit(`${instance.name} has new disks behind it, which are known by their place`)
  }
  const open = instance.running && diskOf(instance.running, volume)
  if (open && open.bus !== 'virtio')
    return unfit('only virtio disks can be taken out of a machine that runs; stop it first')
  return planned(instance, (disks) => disks.filter((disk) => !isVolume(disk, volume)))
}

/** Other limits for a volume that an instance has. */
export function planLimit(
  instance: Attachable,
  volume: VolumeName,
  limits: DiskLimits,
): Verdict<AttachmentPlan, Fault> {
  const no = refuseState(instance, 'change the limits of a volume') ?? refuseAbsent(instance, volume, 'be limited')
  if (no) return refuse(no)
  return planned(instance, (disks) => disks.map((disk) => (isVolume(disk, volume) ? { ...disk, limits } : disk)))
}

function planned(
  { spec, running }: Attachable,
  change: (disks: readonly ExtraDisk[]) => readonly ExtraDisk[],
): Verdict<AttachmentPlan, Fault> {
  const after = InstanceSpec.safeParse({ ...spec, disks: change(spec.disks) })
  if (!after.success) return refuse(new Fault('spec.invalid', { issues: specIssues(after.error, spec) }))
  const now = running && { ...running, disks: [...change(running.disks)] }
  return approve({ spec: after.data, running: now, isLive: running !== null })
}

/** A machine that is on its way somewhere cannot be asked. */
function refuseState({ name, state }: Attachable, action: string): Fault | undefined {
  const isSettled = ['stopped', 'failed', 'running', 'paused', 'parked'].includes(state)
  return isSettled ? undefined : new Fault('instance.wrong-state', { name, state, action })
}

function refuseAbsent({ name, spec, running }: Attachable, volume: VolumeName, action: string): Fault | undefined {
  if ([spec, running].some((one) => one && diskOf(one, volume))) return undefined
  return new Fault('volume.unfit', { volume, action, reason: `it is no disk of ${name}` })
}

function diskOf({ disks }: InstanceSpec, volume: VolumeName): VolumeDisk | undefined {
  return disks.filter((disk) => 'volume' in disk).find((disk) => disk.volume === volume)
}

function isVolume(disk: ExtraDisk, volume: VolumeName): boolean {
  return 'volume' in disk && disk.volume === volume
}
