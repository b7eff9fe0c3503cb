import { terminals } from '../../../model/architecture.ts'
import type { Board } from '../../../model/board.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'

type Hardware = Pick<StartPlan, 'arch' | 'machine'>

/** What the argument makers must know of a board. */
type Traits = {
  /** The end of the names of its virtio devices. */
  readonly virtio: 'pci' | 'device' | 'ccw'
  /** Disks and nics stand behind PCI Express root ports, so that some can be plugged while it runs. */
  readonly hasRootPorts: boolean
  /** The device that is its serial line; null when the board has one itself. */
  readonly serial: 'isa-serial' | 'spapr-vty' | 'sclpconsole' | null
  /** What the drive for media hangs on. */
  readonly drive: 'sata' | 'scsi' | null
  /** The graphics card. Where it is VGA there are a PS/2 keyboard and mouse, too. */
  readonly screen: 'VGA' | 'virtio-gpu-pci' | null
}

const boards: Readonly<Record<Board, Traits>> = {
  q35: { virtio: 'pci', hasRootPorts: true, serial: 'isa-serial', drive: 'sata', screen: 'VGA' },
  microvm: { virtio: 'device', hasRootPorts: false, serial: 'isa-serial', drive: null, screen: null },
  virt: { virtio: 'pci', hasRootPorts: true, serial: null, drive: 'scsi', screen: 'virtio-gpu-pci' },
  pseries: { virtio: 'pci', hasRootPorts: false, serial: 'spapr-vty', drive: 'scsi', screen: 'virtio-gpu-pci' },
  's390-ccw-virtio': { virtio: 'ccw', hasRootPorts: false, serial: 'sclpconsole', drive: 'scsi', screen: null },
}

export function boardOf({ machine }: Pick<Hardware, 'machine'>): Traits {
  return boards[machine]
}

/** The driver of a virtio device on a board: virtio-net-pci, virtio-net-device, virtio-net-ccw. */
export function virtio(plan: Pick<Hardware, 'machine'>, kind: string): string {
  return `virtio-${kind}-${boardOf(plan).virtio}`
}

/**
 * Whether the guest finds SMBIOS strings. QEMU has them for PCs and for ARM, where the firmware hands them on; with another
 * board it ends when it is given any.
 */
export function hasSmbios({ arch, machine, firmware }: Hardware & Pick<StartPlan, 'firmware'>): boolean {
  return machine === 'q35' || (firmware === 'uefi' && (arch === 'aarch64' || arch === 'arm'))
}

/** What tells the kernel where its console is; a serial line is the only one that every image can be seen on. */
export function consoleWord({ arch }: Pick<Hardware, 'arch'>): string {
  return `console=${terminals[arch].serial}`
}
