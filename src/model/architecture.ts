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
