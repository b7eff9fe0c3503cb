import { type Architecture, emulators } from '../../model/architecture.ts'
import { type Board, boardHas, type Firmware, type Hardware } from '../../model/board.ts'
import type { PciAddress } from '../../model/host/device.ts'
import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { ImageFile } from '../../model/image.ts'
import type { Acceleration } from '../../model/instance.ts'
import type { ImageDigest, InstanceId, InstanceName, VolumeId, VolumeName } from '../../model/name.ts'
import type { PortForward } from '../../model/port-forward.ts'
import type { BootDevice, InstanceSpec } from '../../model/spec.ts'
import type { Cpus } from '../../model/spec-cpus.ts'
import type { DiskLimits, ExtraDisk } from '../../model/spec-devices.ts'
import type { VolumeFormat } from '../../model/volume.ts'
import { chooseAcceleration } from './acceleration.ts'
import { clockArguments } from './clock-arguments.ts'
import { chooseCpu, type PlannedCpu } from './cpu.ts'
import { chooseFirmware, refuseFirmware } from './firmware.ts'
import { chooseHardware } from './hardware.ts'
import { type ImageChoice, refuseTooMuchMemory } from './plan-create.ts'

/** Where a disk of the guest comes from. `own` files lie in the folder of the instance. */
export type PlannedDisk = {
  readonly source:
    | {
        readonly kind: 'own'
        readonly file: string
        readonly base: { readonly digest: ImageDigest; readonly file: string; readonly format: 'qcow2' | 'raw' } | null
      }
    | { readonly kind: 'file'; readonly path: string; readonly format: 'qcow2' | 'raw' }
    | ({ readonly kind: 'volume'; readonly limits: DiskLimits } & PlannedVolume)
  readonly readOnly: boolean
  readonly bus: 'virtio' | 'nvme'
  /** SR-IOV of an nvme controller; 0 for none. */
  readonly virtualFunctions: number
}

/** A volume, found. The first layer has what is newest; each stands on the next. */
export type PlannedVolume = {
  readonly id: VolumeId
  readonly layers: readonly { readonly path: string; readonly format: VolumeFormat }[]
}

/** The volumes of a spec by their names. */
export type PlannedVolumes = ReadonlyMap<VolumeName, PlannedVolume>

/** A nic with everything decided. */
export type PlannedNic = {
  readonly network: 'user' | 'isolated'
  readonly mac: string
  readonly forward: readonly PortForward[]
  readonly model: 'virtio' | 'e1000e'
}

/** A device of the host that goes to the guest. */
export type PlannedHostdev =
  | {
      readonly kind: 'pci'
      readonly address: PciAddress
      /** What vfio-pci must take over before, and its driver gets back after; empty when it has them already. */
      readonly bind: readonly PciAddress[]
      /** Of a virtual function of a network card: what the card must be told first. */
      readonly virtualFunction: { readonly physical: PciAddress; readonly index: number; readonly mac: string } | null
    }
  | { readonly kind: 'usb'; readonly bus: number /** Below the bus, such as 2.3. */; readonly port: string }

/** Everything the engine must know to start an instance; nothing is decided after this. */
export type StartPlan = {
  readonly id: InstanceId
  readonly name: InstanceName
  readonly uuid: string
  readonly arch: Architecture
  readonly machine: Board
  /** Versioned, such as pc-q35-7.2. */
  readonly machineType: string
  readonly acceleration: Acceleration
  readonly cpus: Pick<Cpus, 'count' | 'topology'> & PlannedCpu
  readonly iommu: 'intel' | 'amd' | null
  readonly memoryBytes: number
  readonly firmware: Firmware
  /** Only for firmware direct. */
  readonly kernel: {
    readonly digest: ImageDigest
    readonly kernel: ImageFile
    readonly initrd: ImageFile | null
    readonly arguments: string
  } | null
  readonly disks: readonly PlannedDisk[]
  readonly cdrom: string | null
  readonly nics: readonly PlannedNic[]
  readonly hostdevs: readonly PlannedHostdev[]
  /** Best first. */
  readonly bootOrder: readonly BootDevice[]
  /** From the second boot of this run on; differs from `bootOrder` only the first time with `boot.once`. */
  readonly bootOrderAfterReset: readonly BootDevice[]
  readonly serial: boolean
  readonly screen: boolean
}

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
}

/** What of the world a spec names, found. */
export type Found = { readonly hostdevs: readonly PlannedHostdev[]; readonly volumes: PlannedVolumes }

const nothingFound: Found = { hostdevs: [], volumes: new Map() }

/** How an instance will be started, or why it cannot be. Its state is checked before, by the lifecycle. */
export function planStart(
  subject: StartSubject,
  image: ImageChoice | null,
  host: HostFacts,
  { hostdevs, volumes }: Found = nothingFound,
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
  const chosen = { hardware: hardware.plan, acceleration: acceleration.plan, host, cpu: cpu.plan, hostdevs, volumes }
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
}

function assemble(
  { id, name, uuid, machineType, spec, macs, booted }: StartSubject,
  image: ImageChoice | null,
  firmware: Firmware,
  { hardware, acceleration, host, cpu, hostdevs, volumes }: Chosen,
): StartPlan {
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
    cpus: { ...spec.cpus, ...cpu },
    iommu: spec.iommu ?? null,
    memoryBytes: spec.memory,
    firmware,
    kernel:
      firmware === 'direct' && image ? kernelOf(image, machine, [...clock, spec.kernelArguments?.trim() ?? '']) : null,
    disks: disksOf(spec, image, volumes),
    cdrom: spec.cdrom ?? null,
    nics: nicsOf(spec, macs),
    hostdevs,
    bootOrder: firstOrder(spec.boot, booted),
    bootOrderAfterReset: spec.boot.order,
    serial: spec.console.serial,
    screen: spec.console.screen && boardHas[machine].screen,
  }
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

function disksOf(spec: InstanceSpec, image: ImageChoice | null, volumes: PlannedVolumes): readonly PlannedDisk[] {
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
