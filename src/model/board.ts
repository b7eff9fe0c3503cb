import * as z from 'zod'
import type { Architecture } from './architecture.ts'
import { Fault } from './fault.ts'

/** The board of a machine: q35 and microvm are PCs, virt is that of ARM and RISC-V, the others of POWER and s390x. */
export const Board = z.enum(['q35', 'microvm', 'virt', 'pseries', 's390-ccw-virtio'])
export type Board = z.infer<typeof Board>

/** What starts the system. `direct`: QEMU loads the kernel itself; `board`: SLOF, U-Boot or the loader of s390x. */
export const Firmware = z.enum(['bios', 'uefi', 'board', 'direct'])
export type Firmware = z.infer<typeof Firmware>

/** An instruction set, and a board that has it. */
export type Hardware = { readonly arch: Architecture; readonly machine: Board }

/** The boards of an architecture, the usual one first. */
export const boardsOf: Readonly<Record<Architecture, readonly [Board, ...Board[]]>> = {
  x86_64: ['q35', 'microvm'],
  aarch64: ['virt'],
  arm: ['virt'],
  riscv64: ['virt'],
  ppc64le: ['pseries'],
  s390x: ['s390-ccw-virtio'],
}

/** What can start a disk or a medium, the usual one first. A microvm has nothing: it only takes a kernel. */
export const firmwareOf: Readonly<Record<Architecture, readonly [Firmware, ...Firmware[]]>> = {
  x86_64: ['bios', 'uefi'],
  aarch64: ['uefi'],
  arm: ['uefi'],
  riscv64: ['board'],
  ppc64le: ['board'],
  s390x: ['board'],
}

/** Debian packages of UEFI. */
const uefiPackages: Partial<Record<Architecture, string>> = {
  x86_64: 'ovmf',
  aarch64: 'qemu-efi-aarch64',
  arm: 'qemu-efi-arm',
}

/** That UEFI for guests of an architecture is not there. */
export function lackOfUefi(arch: Architecture): Fault {
  return new Fault('host.no-firmware', { firmware: 'UEFI', arch, package: uefiPackages[arch] ?? 'ovmf' })
}

/** What a board can have beside virtio devices. `pci`: other cards, and devices of the host. */
export const boardHas: Readonly<
  Record<Board, { readonly pci: boolean; readonly cdrom: boolean; readonly screen: boolean }>
> = {
  q35: { pci: true, cdrom: true, screen: true },
  microvm: { pci: false, cdrom: false, screen: false },
  virt: { pci: true, cdrom: true, screen: true },
  pseries: { pci: true, cdrom: true, screen: true },
  // Debian's kernel for s390x has no driver for any screen.
  's390-ccw-virtio': { pci: false, cdrom: true, screen: false },
}

/** The board of a versioned machine type: q35 of pc-q35-7.2, virt of virt-7.2. */
export function boardOfType(machineType: string): Board {
  const type = machineType.replace(/^pc-/, '')
  return Board.options.find((board) => type === board || type.startsWith(`${board}-`)) ?? 'q35'
}

/**
 * What a spec alone says of its hardware: the usual board of its architecture, or the architecture of its board. Undefined
 * when it depends on the image or the host.
 */
export function hardwareOf(spec: {
  readonly arch?: Architecture | undefined
  readonly machine?: Board | undefined
}): Hardware | undefined {
  const { arch, machine } = spec
  if (arch !== undefined) return { arch, machine: machine ?? boardsOf[arch][0] }
  if (machine === undefined) return undefined
  const [only, ...others] = (Object.keys(boardsOf) as Architecture[]).filter((each) => boardsOf[each].includes(machine))
  return only === undefined || others.length > 0 ? undefined : { arch: only, machine }
}
