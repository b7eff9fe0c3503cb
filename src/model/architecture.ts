import * as z from 'zod'

/** Instruction sets of guests, as uname(1) -m calls them; `arm` is the 32-bit one with hardware floating point (armv7l). */
export const Architecture = z.enum(['x86_64', 'aarch64', 'arm', 'riscv64', 'ppc64le', 's390x'])
export type Architecture = z.infer<typeof Architecture>

/** The QEMU that runs an architecture, and the Debian package that has it. */
export const emulators: Readonly<Record<Architecture, { readonly program: string; readonly package: string }>> = {
  x86_64: { program: 'qemu-system-x86_64', package: 'qemu-system-x86' },
  aarch64: { program: 'qemu-system-aarch64', package: 'qemu-system-arm' },
  arm: { program: 'qemu-system-arm', package: 'qemu-system-arm' },
  riscv64: { program: 'qemu-system-riscv64', package: 'qemu-system-misc' },
  ppc64le: { program: 'qemu-system-ppc64', package: 'qemu-system-ppc' },
  s390x: { program: 'qemu-system-s390x', package: 'qemu-system-misc' },
}

/**
 * What Linux calls the serial line and the line of `stroj shell`: the serial line of POWER is a console of the hypervisor
 * itself, and so the first of them.
 */
export const terminals: Readonly<Record<Architecture, { readonly serial: string; readonly shell: string }>> = {
  x86_64: { serial: 'ttyS0', shell: 'hvc0' },
  aarch64: { serial: 'ttyAMA0', shell: 'hvc0' },
  arm: { serial: 'ttyAMA0', shell: 'hvc0' },
  riscv64: { serial: 'ttyS0', shell: 'hvc0' },
  ppc64le: { serial: 'hvc0', shell: 'hvc1' },
  s390x: { serial: 'ttysclp0', shell: 'hvc0' },
}

/** QEMU's boards of RISC-V have no power button: such a guest can only be asked through its agent. */
export function hasPowerButton(arch: Architecture): boolean {
  return arch !== 'riscv64'
}

/** The architecture that uname(1) -m means; x86_64 for one that no guest can have. */
export function architectureOf(machine: string): Architecture {
  return /^armv[678]l$/.test(machine) ? 'arm' : (Architecture.safeParse(machine).data ?? 'x86_64')
}
