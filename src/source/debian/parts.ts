/** A release of Debian that images are built of. */
export type Release = {
  readonly number: number
  readonly codename: string
  /** What other releases have in other packages. */
  readonly packages: readonly string[]
}

export const bookworm: Release = { number: 12, codename: 'bookworm', packages: [] }
export const trixie: Release = { number: 13, codename: 'trixie', packages: ['systemd-repart'] }

/** What a Debian image is made of: installed besides everything essential, unless a wish brings its own kernel. */
const packages: readonly string[] = [
  'usr-is-merged',
  'linux-image-cloud-amd64',
  'tiny-initramfs',
  'systemd',
  'systemd-sysv',
  'udev',
  'dbus',
  'qemu-guest-agent',
  'libnss-myhostname',
  'login',
  'passwd',
  'mount',
  // A disk that comes to a guest gets a file system, and a partition that grows is written down.
  'e2fsprogs',
  'fdisk',
  'netbase',
  'iproute2',
  'iputils-ping',
  'ca-certificates',
  'procps',
  'less',
  'nano',
]

const isKernel = (name: string) => name.startsWith('linux-image-')

/** Those of the recipe and those that were wished for; one kernel is enough. */
export function packagesWith(release: Release, more: readonly string[]): readonly string[] {
  const own = more.some(isKernel) ? packages.filter((name) => !isKernel(name)) : packages
  return [...new Set([...own, ...release.packages, ...more])]
}

/** What apt-get is asked for: `usr-is-merged` stands in for the package with a minus, which would bring Perl. */
export function installWords(wanted: readonly string[]): readonly string[] {
  return ['?essential', 'apt', ...wanted, 'usrmerge-']
}

/** GRUB and what its grub-mkimage needs. They are unpacked beside the image and not installed in it. */
export const bootLoaderPackages: readonly string[] = [
  'grub-common',
  'grub-pc-bin',
  'grub-efi-amd64-bin',
  'libc6',
  'libdevmapper1.02.1',
  'liblzma5',
  'libpcre2-8-0',
  'libselinux1',
  'libudev1',
]

/** Left out of every package while the image is built; packages that are installed later have them. */
export const leftOut: readonly string[] = [
  '/usr/share/doc/*',
  '/usr/share/man/*',
  '/usr/share/locale/*',
  '/usr/share/info/*',
]

/** For every way to boot, without console=. */
export function kernelArguments(rootUuid: string): string {
  return `root=UUID=${rootUuid} rw quiet audit=0 cryptomgr.notests`
}
