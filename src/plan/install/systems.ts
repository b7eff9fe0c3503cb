import type { InstallSystem } from '../../model/spec-install.ts'

/** What we know of the installer of a system. */
export type Installer = {
  /** For people. */
  readonly title: string
  /** Volume ids of its media. */
  readonly volumes: readonly RegExp[]
  /** Kernel and initrd on its medium, each by the first name that is there; null when only its own loader can start it. */
  readonly boot: { readonly kernel: readonly string[]; readonly initrd: readonly string[] } | null
  /** What the kernel is told so that it finds its medium again. */
  readonly find: (volume: string) => string
  /** What fits on no smaller disk, in bytes. */
  readonly leastDiskBytes: number
  /** Below this its installer does not run, in bytes. */
  readonly leastMemoryBytes: number
}

const gibibyte = 2 ** 30
const nothing = () => ''

/**
 * Volume ids as the distributions write them on their media of 2022 to 2025. The least sizes are those of their handbooks:
 * Debian 3.4, Ubuntu Server, Fedora Server, Arch wiki, Microsoft's for Windows 11.
 */
export const installers: Readonly<Record<InstallSystem, Installer>> = {
  debian: {
    title: 'Debian',
    volumes: [/^Debian \d+(?:\.\d+)* [a-z0-9]+ (?:n|\d+)$/i],
    boot: {
      kernel: ['install.amd/vmlinuz', 'install.a64/vmlinuz'],
      initrd: ['install.amd/initrd.gz', 'install.a64/initrd.gz'],
    },
    find: nothing,
    leastDiskBytes: 4 * gibibyte,
    leastMemoryBytes: 0.5 * gibibyte,
  },
  ubuntu: {
    title: 'Ubuntu',
    volumes: [/^Ubuntu(?:-Server)? \d\d\.\d\d(?:\.\d+)?(?: LTS)? [a-z0-9]+$/],
    boot: { kernel: ['casper/vmlinuz'], initrd: ['casper/initrd'] },
    find: nothing,
    leastDiskBytes: 5 * gibibyte,
    leastMemoryBytes: 1.5 * gibibyte,
  },
  fedora: {
    title: 'Fedora',
    volumes: [/^Fedora-(?:S|E|Server|Everything)-dvd-[a-z0-9_]+-\d+$/],
    boot: { kernel: ['images/pxeboot/vmlinuz'], initrd: ['images/pxeboot/initrd.img'] },
    find: (volume) => `inst.stage2=hd:LABEL=${volume.replaceAll(' ', String.raw`\x20`)}`,
    leastDiskBytes: 10 * gibibyte,
    leastMemoryBytes: 2 * gibibyte,
  },
  arch: {
    title: 'Arch Linux',
    volumes: [/^ARCH_\d{6}$/],
    boot: {
      kernel: ['arch/boot/x86_64/vmlinuz-linux'],
      initrd: ['arch/boot/x86_64/initramfs-linux.img'],
    },
    find: (volume) => `archisobasedir=arch archisolabel=${volume}`,
    leastDiskBytes: 4 * gibibyte,
    leastMemoryBytes: 1 * gibibyte,
  },
  windows: {
    title: 'Windows',
    volumes: [/^(?:CCCOMA|CPBA|CENA|CPRA|CCSA|SSS|CES)_X64F[A-Z]{2,3}_[A-Z]{2}-[A-Z]{2}_DV\d$/],
    boot: null,
    find: nothing,
    leastDiskBytes: 64 * gibibyte,
    leastMemoryBytes: 4 * gibibyte,
  },
}
