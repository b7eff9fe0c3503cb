/** What the tiny system is made of. The release is fixed, so that the names of libraries are. */
export const release = 'bookworm'

/** Stands for the newest kernel; its Depends names the package that holds it. */
export const kernelMetaPackage = 'linux-image-cloud-amd64'

export const packages = [
  'busybox-static',
  'qemu-guest-agent',
  'libc6',
  'libglib2.0-0',
  'libnuma1',
  'libpcre2-8-0',
  'libudev1',
  'liburing2',
] as const

const libraries = [
  'libc.so.6',
  'libglib-2.0.so.0',
  'libgmodule-2.0.so.0',
  'libm.so.6',
  'libnuma.so.1',
  'libpcre2-8.so.0',
  'libudev.so.1',
  'liburing.so.2',
] as const

/** Programs and libraries: where they lie in their packages, and where they go. */
export const programs: readonly { readonly from: readonly string[]; readonly to: string }[] = [
  { from: ['bin/busybox'], to: 'bin/busybox' },
  { from: ['usr/sbin/qemu-ga'], to: 'usr/sbin/qemu-ga' },
  { from: ['lib/x86_64-linux-gnu/ld-linux-x86-64.so.2'], to: 'lib64/ld-linux-x86-64.so.2' },
  ...libraries.map((name) => ({
    from: [`lib/x86_64-linux-gnu/${name}`, `usr/lib/x86_64-linux-gnu/${name}`],
    to: `lib/x86_64-linux-gnu/${name}`,
  })),
]

/** Loaded at boot, in this order, each after what it needs. */
export const modules = [
  'virtio_pci',
  'virtio_mmio',
  'virtio_console',
  'virtio_net',
  'virtio_blk',
  'virtio_rng',
  'virtio_balloon',
  'evdev',
  'button',
] as const

/** Our own files, beside this one in `files/`. */
export const ownFiles: readonly { readonly name: string; readonly to: string; readonly mode: number }[] = [
  { name: 'init', to: 'init', mode: 0o755 },
  { name: 'inittab', to: 'etc/inittab', mode: 0o644 },
  { name: 'shell-on', to: 'sbin/shell-on', mode: 0o755 },
  { name: 'root-shell', to: 'sbin/root-shell', mode: 0o755 },
  { name: 'agent', to: 'sbin/agent', mode: 0o755 },
  { name: 'shutdown', to: 'sbin/shutdown', mode: 0o755 },
  { name: 'power-button', to: 'etc/acpi/PWRF/00000080', mode: 0o755 },
  { name: 'udhcpc', to: 'etc/udhcpc', mode: 0o755 },
  { name: 'profile', to: 'etc/profile', mode: 0o644 },
  { name: 'os-release', to: 'etc/os-release', mode: 0o644 },
]

export const folders = [
  'bin',
  'dev',
  'etc',
  'etc/acpi',
  'etc/acpi/PWRF',
  'lib',
  'lib/modules',
  'lib/x86_64-linux-gnu',
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
] as const

/** Short texts that need no file of their own. */
export const texts: readonly { readonly to: string; readonly text: string }[] = [
  { to: 'etc/passwd', text: 'root:x:0:0:root:/root:/bin/sh\n' },
  { to: 'etc/group', text: 'root:x:0:\ntty:x:5:\n' },
  { to: 'etc/modules', text: `${modules.join('\n')}\n` },
]

export const links: readonly { readonly path: string; readonly target: string }[] = [
  { path: 'etc/mtab', target: '/proc/mounts' },
  ...['poweroff', 'reboot', 'halt'].map((name) => ({ path: `sbin/${name}`, target: 'shutdown' })),
]
