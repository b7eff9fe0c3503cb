import { type Architecture, emulators } from '../../model/architecture.ts'
import { type Board, boardHas, type Firmware, type Hardware } from '../../model/board.ts'
import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { type GuestNeeds, needsOf } from '../../model/guest-needs.ts'
import { Fault } from '../../model/fault.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { ImageFile } from '../../model/image.ts'
import type { Acceleration } from '../../model/instance.ts'
import type { InstanceId, InstanceName } from '../../model/name.ts'
import type { BootDevice, InstanceSpec } from '../../model/spec.ts'
import type { ExtraDisk } from '../../model/spec-devices.ts'
import { chooseAcceleration } from './acceleration.ts'
import { clockArguments } from './clock-arguments.ts'
import { chooseCpu, type PlannedCpu } from './cpu.ts'
import { chooseFirmware, refuseFirmware } from './firmware.ts'
import { chooseHardware } from './hardware.ts'
import type { PlannedInstaller } from '../install/plan-install.ts'
import { onWarm } from '../warm/on-warm.ts'
import type { Medium } from './medium.ts'
import { type ImageChoice, refuseTooMuchMemory } from './plan-create.ts'
import { planSeed } from './plan-seed.ts'
import { memoryReserve, withReserve } from './reserve.ts'
import type { PlannedDisk, PlannedVolumes, PlannedNic, PlannedHostdev, StartPlan } from './start-plan.ts'

/** What of an instance's record its start depends on. */
export type StartSubject = {
  readonly id: InstanceId
  readonly name: InstanceName
  readonly uuid: string
  readonly macs: readonly string[]
  readonly arch: Architecture
  readonly machineType: string
  readonly spec: InstanceSpec
  readonly booted: boolean
  readonly warmed?: boolean
}

/** What of the world a spec names, found. */
type Found = {
  readonly hostdevs?: readonly PlannedHostdev[]
  readonly volumes?: PlannedVolumes
  readonly medium?: Medium | null
  readonly installer?: PlannedInstaller | null
}

/** How an instance will be started, or why it cannot be. Its state is checked before, by the lifecycle. */
export function planStart(
  subject: StartSubject,
  image: ImageChoice | null,
  host: HostFacts,
  { hostdevs = [], volumes = new Map(), medium = null, installer = null }: Found = {},
): Verdict<StartPlan, Fault> {
  const { spec } = subject
  const hardware = chooseHardware({ ...spec, arch: subject.arch }, image, host)
  if (!hardware.ok) return hardware
  const { arch } = hardware.plan
  const lacking = refuseWhatHostLacks(spec, arch, host)
  if (lacking) return refuse(lacking)
  const firmware = chooseFirmware(spec, image, hardware.plan)
  if (!firmware.ok) return firmware
  const acceleration = chooseAcceleration(spec.accel, arch, host)
  if (!acceleration.ok) return acceleration
  const unfit = refuseFirmware(firmware.plan, arch, host)
  if (unfit) return refuse(unfit)
  const cpu = chooseCpu(spec, { arch, acceleration: acceleration.plan, host })
  if (!cpu.ok) return cpu
  const found = { hostdevs, volumes, medium, installer }
  const chosen = { hardware: hardware.plan, acceleration: acceleration.plan, host, cpu: cpu.plan, ...found }
  return approve(assemble(subject, image, firmware.plan, chosen))
}

function refuseWhatHostLacks(spec: InstanceSpec, arch: Architecture, host: HostFacts): Fault | undefined {
  if (host.emulators[arch] === undefined) {
    const { program, package: debianPackage } = emulators[arch]
    return new Fault('host.tool-missing', { tool: program, package: debianPackage })
  }
  if (host.passt === null && spec.nics.some(({ network }) => network === 'user')) {
    return new Fault('host.tool-missing', { tool: 'passt', package: 'passt' })
  }
  return refuseTooMuchMemory(spec, host)
}

type Chosen = {
  readonly hardware: Hardware
  readonly acceleration: Acceleration
  readonly host: HostFacts
  readonly cpu: PlannedCpu
  readonly hostdevs: readonly PlannedHostdev[]
  readonly volumes: PlannedVolumes
  readonly medium: Medium | null
  readonly installer: PlannedInstaller | null
}

function assemble(
  subject: StartSubject,
  image: ImageChoice | null,
  firmware: Firmware,
  { hardware, acceleration, host, cpu, hostdevs, volumes, medium, installer }: Chosen,
): StartPlan {
  const { id, name, uuid, machineType, spec, macs, booted } = subject
  const { arch, machine } = hardware
  const clock = clockArguments(machine, acceleration, host)
  return {
    id,
    name,
    uuid,
    arch,
    machine,
    machineType,
    acceleration,
    cpus: { ...withReserve(spec.cpus, hardware, firmware), ...cpu },
    iommu: spec.iommu ?? null,
    memoryBytes: spec.memory,
    ...memoryReserve(spec),
    firmware,
    kernel:
      firmware === 'direct' && image ? kernelOf(image, machine, [...clock, spec.kernelArguments?.trim() ?? '']) : null,
    disks: subject.warmed === true ? onWarm(plannedDisks(spec, image, volumes)) : plannedDisks(spec, image, volumes),
    cdrom: medium?.path ?? spec.cdrom ?? null,
    medium: medium?.digest ?? null,
    seed: planSeed(subject, spec, image),
    needs: someNeeds(spec),
    installer,
    nics: nicsOf(spec, macs),
    hostdevs,
    bootOrder: firstOrder(spec.boot, booted),
    bootOrderAfterReset: spec.boot.order,
    serial: spec.console.serial,
    screen: spec.console.screen && boardHas[machine].screen,
  }
}

function someNeeds(spec: InstanceSpec): GuestNeeds | null {
  const needs = needsOf(spec)
  return Object.values(needs).some(Boolean) ? needs : null
}

function nicsOf({ nics }: InstanceSpec, macs: readonly string[]): readonly PlannedNic[] {
  return nics.flatMap(({ network, mac, forward, model }, index) =>
    network === 'sriov' ? [] : [{ network, mac: mac ?? macs[index] ?? '', forward, model }],
  )
}

function firstOrder({ order, once }: InstanceSpec['boot'], booted: boolean): readonly BootDevice[] {
  return once === undefined || booted ? order : [once, ...order.filter((device) => device !== once)]
}

function kernelOf({ digest, manifest }: ImageChoice, machine: Board, more: readonly string[]): StartPlan['kernel'] {
  const file = (wanted: ImageFile['role']) => manifest.files.find(({ role }) => role === wanted)
  const kernel = (machine === 'microvm' ? file('bzimage') : undefined) ?? file('kernel')
  if (!kernel) return null
  const initrd = file('initrd') ?? null
  const words = [manifest.kernelArguments, ...more]
  return { digest, kernel, initrd, arguments: words.filter((word) => word !== '').join(' ') }
}

const plainBus = { bus: 'virtio', virtualFunctions: 0 } as const

/** The disks of an instance, in their order. */
export function plannedDisks(
  spec: InstanceSpec,
  image: ImageChoice | null,
  volumes: PlannedVolumes,
): readonly PlannedDisk[] {
  const base = image?.manifest.files.find(({ role }) => role === 'disk')
  const planned: PlannedDisk[] = []
  if (image && base) {
    const from = { digest: image.digest, file: base.name, format: base.format }
    planned.push({ source: { kind: 'own', file: 'disk0.qcow2', base: from }, readOnly: false, ...plainBus })
  } else if (spec.disk !== undefined) {
    planned.push({ source: { kind: 'own', file: 'disk0.qcow2', base: null }, readOnly: false, ...plainBus })
  }
  const extra = spec.disks.flatMap((disk, index) => extraDisk(disk, `disk${index + 1}.qcow2`, volumes))
  return [...planned, ...extra]
}

/** Nothing for a volume that was not found: whoever plans has refused it before. */
function extraDisk(disk: ExtraDisk, file: string, volumes: PlannedVolumes): readonly PlannedDisk[] {
  const controller = { bus: disk.bus, virtualFunctions: disk.virtualFunctions ?? 0 }
  if ('size' in disk) return [{ source: { kind: 'own', file, base: null }, readOnly: false, ...controller }]
  const { readOnly } = disk
  if ('file' in disk) {
    return [{ source: { kind: 'file', path: disk.file, format: disk.format }, readOnly, ...controller }]
  }
  const volume = volumes.get(disk.volume)
  if (volume === undefined) return []
  return [{ source: { kind: 'volume', ...volume, limits: disk.limits ?? {} }, readOnly, ...controller }]
}
