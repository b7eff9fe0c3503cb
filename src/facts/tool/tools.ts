import { Architecture, emulators } from '../../model/architecture.ts'
import type { HostTool } from '../../model/host/inventory.ts'

export type KnownTool = Pick<HostTool, 'name' | 'package' | 'role'> & {
  /** Where it may lie besides PATH, likeliest first. */
  readonly places: readonly string[]
  /** Arguments with which it tells its version; null when it does not. */
  readonly ask: readonly string[] | null
}

/** Every program and firmware that stroj can use, in the order in which they are told. */
export const tools: readonly KnownTool[] = [
  ...Architecture.options.map((architecture) => {
    const { program, package: debianPackage } = emulators[architecture]
    return programOf(program, debianPackage, `runs instances of ${architecture}`)
  }),
  programOf('qemu-img', 'qemu-utils', 'converts and checks disks'),
  firmwareOf('OVMF', 'ovmf', 'UEFI for instances of x86_64', [
    '/usr/share/OVMF/OVMF_CODE_4M.fd',
    '/usr/share/OVMF/OVMF_CODE.fd',
    '/usr/share/edk2/ovmf/OVMF_CODE.fd',
    '/usr/share/edk2/x64/OVMF_CODE.4m.fd',
  ]),
  firmwareOf('AAVMF', 'qemu-efi-aarch64', 'UEFI for instances of aarch64', [
    '/usr/share/AAVMF/AAVMF_CODE.fd',
    '/usr/share/edk2/aarch64/QEMU_EFI-pflash.raw',
    '/usr/share/edk2/aarch64/QEMU_CODE.fd',
  ]),
  firmwareOf('AAVMF32', 'qemu-efi-arm', 'UEFI for instances of arm', [
    '/usr/share/AAVMF/AAVMF32_CODE.fd',
    '/usr/share/edk2/arm/QEMU_EFI-pflash.raw',
  ]),
  firmwareOf('RISCV_VIRT', 'qemu-efi-riscv64', 'UEFI for instances of riscv64', [
    '/usr/share/qemu-efi-riscv64/RISCV_VIRT_CODE.fd',
    '/usr/share/edk2/riscv/RISCV_VIRT_CODE.fd',
  ]),
  programOf('passt', 'passt', 'connects instances to the network without root'),
  programOf('pasta', 'passt', 'connects containers to the network without root'),
  programOf('swtpm', 'swtpm', 'is the TPM of an instance'),
  {
    ...programOf('virtiofsd', 'virtiofsd', 'shares folders of the host with instances'),
    places: ['/usr/libexec/virtiofsd', '/usr/lib/qemu/virtiofsd', '/usr/lib/virtiofsd'],
  },
  programOf('crun', 'crun', 'runs containers'),
  programOf('runc', 'runc', 'runs containers'),
  { ...programOf('xl', 'xen-utils-common', 'runs instances on Xen'), ask: null },
  programOf('bwrap', 'bubblewrap', 'shuts programs in'),
  programOf('mmdebstrap', 'mmdebstrap', 'builds images of Debian'),
  { ...programOf('newuidmap', 'uidmap', 'lets ordinary users build images and run containers'), ask: null },
  programOf('modprobe', 'kmod', 'loads and removes modules of the kernel'),
  programOf('nft', 'nftables', 'keeps networks of instances apart'),
  { ...programOf('ip', 'iproute2', 'makes networks of instances'), ask: ['-Version'] },
]

function programOf(name: string, debianPackage: string, role: string): KnownTool {
  return { name, package: debianPackage, role, places: [], ask: ['--version'] }
}

function firmwareOf(name: string, debianPackage: string, role: string, places: readonly string[]): KnownTool {
  return { name, package: debianPackage, role, places, ask: null }
}
