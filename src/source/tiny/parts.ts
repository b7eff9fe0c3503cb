import { terminals } from '../../model/architecture.ts'
import type { TinyKind } from './kinds.ts'

export function packagesOf({ libraryPackages }: TinyKind): readonly string[] {
  return ['busybox-static', 'qemu-guest-agent', ...libraryPackages]
}

type Program = { readonly from: readonly string[]; readonly to: string }

/** Programs and libraries: where they lie in their packages, which moved below usr/ with Debian 13, and where they go. */
export function programsOf({ triplet, loader, libraries }: TinyKind): readonly Program[] {
  const library = (name: string) => [`lib/${triplet}/${name}`, `usr/lib/${triplet}/${name}`]
  return [
    { from: ['bin/busybox', 'usr/bin/busybox'], to: 'bin/busybox' },
    { from: ['usr/sbin/qemu-ga'], to: 'usr/sbin/qemu-ga' },
    { from: library(loader.name), to: `${loader.folder}/${loader.name}` },
    ...libraries.map((name) => ({ from: library(name), to: `lib/${triplet}/${name}` })),
  ]
}

/** Loaded at boot, in this order, each after what it needs. What a kernel has built in, or not at all, is left out. */
export const modules = [
  'virtio_pci',
  'virtio_mmio',
  'virtio_console',
  'virtio_net',
  'virtio_blk',
  'virtio_rng',
  'virtio_balloon',
  'virtio_mem',
  'evdev',
  'button',
  'gpio_keys',
] as const

/** Our own files, beside this one in `files/`. */
export const ownFiles: readonly { readonly name: string; readonly to: string; readonly mode: number }[] = [
  { name: 'init', to: 'init', mode: 0o755 },
  { name: 'shell-on', to: 'sbin/shell-on', mode: 0o755 },
  { name: 'root-shell', to: 'sbin/root-shell', mode: 0o755 },
  { name: 'agent', to: 'sbin/agent', mode: 0o755 },
  { name: 'shutdown', to: 'sbin/shutdown', mode: 0o755 },
  { name: 'power-button', to: 'etc/acpi/PWRF/00000080', mode: 0o755 },
  { name: 'udhcpc', to: 'etc/udhcpc', mode: 0o755 },
  { name: 'nic-up', to: 'sbin/nic-up', mode: 0o755 },
  { name: 'plugged-in', to: 'sbin/plugged-in', mode: 0o755 },
  { name: 'profile', to: 'etc/profile', mode: 0o644 },
]

export function foldersOf({ triplet }: TinyKind): readonly string[] {
  return [
    'bin',
    'dev',
    'etc',
    'etc/acpi',
    'etc/acpi/PWRF',
    'lib',
    'lib/modules',
    `lib/${triplet}`,
    'lib64',
    'mnt',
    'proc',
    'root',
    'run',
    'sbin',
    'sys',
    'usr',
    'usr/bin',
    'usr/sbin',
    'var',
  ]
}

/** Short texts that need no file of their own. */
export function textsOf(
  { arch, version }: TinyKind,
  loaded: readonly string[],
): readonly { readonly to: string; readonly text: string }[] {
  return [
    { to: 'etc/passwd', text: 'root:x:0:0:root:/root:/bin/sh\n' },
    { to: 'etc/group', text: 'root:x:0:\ntty:x:5:\n' },
    { to: 'etc/modules', text: `${loaded.join('\n')}\n` },
    { to: 'etc/inittab', text: inittab(arch) },
    { to: 'etc/os-release', text: osRelease(version) },
  ]
}

/** What busybox init keeps alive. */
function inittab(arch: TinyKind['arch']): string {
  const { serial, shell } = terminals[arch]
  const lines = [
    `::respawn:/sbin/shell-on ${serial}`,
    `::respawn:/sbin/shell-on ${shell}`,
    '::respawn:/sbin/agent',
    '::respawn:/bin/uevent /sbin/plugged-in',
    '::respawn:/bin/acpid -f -l /dev/null -p /run/acpid.pid',
    '::ctrlaltdel:/sbin/shutdown -r',
  ]
  return `${lines.join('\n')}\n`
}

function osRelease(version: string): string {
  const lines = [
    `PRETTY_NAME="stroj tiny (Debian ${version} kernel and busybox)"`,
    'NAME="stroj tiny"',
    'ID=stroj-tiny',
    'ID_LIKE=debian',
    `VERSION_ID="${version}"`,
  ]
  return `${lines.join('\n')}\n`
}

export const links: readonly { readonly path: string; readonly target: string }[] = [
  { path: 'etc/mtab', target: '/proc/mounts' },
  ...['poweroff', 'reboot', 'halt'].map((name) => ({ path: `sbin/${name}`, target: 'shutdown' })),
]
