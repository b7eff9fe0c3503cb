import type { GuestNeeds } from '../../model/guest-needs.ts'
import type { Architecture } from '../../model/architecture.ts'
import type { Board, Firmware } from '../../model/board.ts'
import type { PciAddress } from '../../model/host/device.ts'
import type { ImageFile } from '../../model/image.ts'
import type { Acceleration } from '../../model/instance.ts'
import type { ImageDigest, InstanceId, InstanceName, VolumeId, VolumeName, WarmId } from '../../model/name.ts'
import type { PortForward } from '../../model/port-forward.ts'
import type { BootDevice } from '../../model/spec.ts'
import type { Cpus } from '../../model/spec-cpus.ts'
import type { DiskLimits } from '../../model/spec-devices.ts'
import type { VolumeFormat } from '../../model/volume.ts'
import type { PlannedCpu } from './cpu.ts'
import type { PlannedInstaller } from '../install/plan-install.ts'
import type { Seed } from './plan-seed.ts'

/** Where a disk of the guest comes from. `own` files lie in the folder of the instance. */
export type PlannedDisk = {
  readonly source:
    | {
        readonly kind: 'own'
        readonly file: string
        /** Files in the same folder that it stands on, nearest first: snapshots, and a warm image. The last stands on `base`. */
        readonly below?: readonly string[] | undefined
        readonly base: { readonly digest: ImageDigest; readonly file: string; readonly format: 'qcow2' | 'raw' } | null
      }
    | { readonly kind: 'file'; readonly path: string; readonly format: 'qcow2' | 'raw' }
    | ({ readonly kind: 'volume'; readonly limits: DiskLimits } & PlannedVolume)
  readonly readOnly: boolean
  readonly bus: 'virtio' | 'nvme' | 'sata'
  /** SR-IOV of an nvme controller; 0 for none. */
  readonly virtualFunctions: number
}

/** A volume, found. The first layer has what is newest; each stands on the next. */
export type PlannedVolume = {
  readonly id: VolumeId
  readonly layers: readonly { readonly path: string; readonly format: VolumeFormat; readonly keyFile?: string }[]
}

/** The volumes of a spec by their names. */
export type PlannedVolumes = ReadonlyMap<VolumeName, PlannedVolume>

/** A nic with everything decided. */
export type PlannedNic = {
  readonly network: 'user' | 'isolated'
  readonly mac: string
  readonly forward: readonly PortForward[]
  readonly model: 'virtio' | 'e1000e'
  /** The machine begins without it; it is plugged in when its guest runs. */
  readonly plugged?: true
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
  /**
   * `max`: how many it can have while it runs; none besides where it is left out. `atStart`: how many it was started with,
   * where that is another number by now. A memory that is kept of it can only go on with disks as they were made for those.
   */
  readonly cpus: Pick<Cpus, 'count' | 'topology' | 'max'> & PlannedCpu & { readonly atStart?: number | undefined }
  readonly iommu: 'intel' | 'amd' | null
  readonly memoryBytes: number
  /** How much it can have while it runs, where that is more. */
  readonly memoryMaxBytes?: number | undefined
  readonly firmware: Firmware
  /** Files of the UEFI variables, top first, where there are snapshots; otherwise they are in one file. */
  readonly variables?: readonly string[] | undefined
  /** The file of a kept memory that it goes on with, instead of booting. */
  readonly incoming?: string | undefined
  /** That memory is for once: its file is removed before the guest goes on. */
  readonly incomingOnce?: boolean
  /** Only for firmware direct. */
  readonly kernel: {
    readonly digest: ImageDigest
    readonly kernel: ImageFile
    readonly initrd: ImageFile | null
    readonly arguments: string
  } | null
  readonly disks: readonly PlannedDisk[]
  /** Absolute path of what is in the drive. */
  readonly cdrom: string | null
  /** The image that this is the medium of. */
  readonly medium?: ImageDigest | null
  /** What cloud-init reads; none when the spec has no `cloud`. */
  readonly seed?: Seed | null
  /** None of its needs: it is a guest as others. */
  readonly needs?: GuestNeeds | null
  /** Runs instead of the system, which is not there yet. */
  readonly installer?: PlannedInstaller | null
  readonly nics: readonly PlannedNic[]
  readonly hostdevs: readonly PlannedHostdev[]
  /** Best first. */
  readonly bootOrder: readonly BootDevice[]
  /** From the second boot of this run on; differs from `bootOrder` only the first time with `boot.once`. */
  readonly bootOrderAfterReset: readonly BootDevice[]
  readonly serial: boolean
  readonly screen: boolean
  /**
   * Only for warm images and forks: its memory is a file. `template` writes that file; `fork` goes on from it, and leaves it
   * alone. `kept` is a fork of which a memory was kept, and that goes on with that. `receiver` is filled with the memory of
   * another machine, and never runs. `guest`: where it is a copy of one that was booted as any other, whose devices are
   * those of a machine without a warm image. `isUnnamed`: its process is started before anybody knows what the instance is called.
   */
  readonly warm?:
    | {
        readonly id: WarmId
        readonly as: 'template' | 'fork' | 'kept' | 'receiver'
        readonly guest?: 'booted'
        readonly isUnnamed?: boolean
      }
    | undefined
}
