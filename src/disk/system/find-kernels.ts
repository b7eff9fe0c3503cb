import type { DiskBytes } from '../inspect/disk-bytes.ts'
import { readBuiltIns } from './built-ins.ts'
import { contentOf } from './content.ts'
import { type ExtFileSystem, openExt } from './ext.ts'
import { driversInInitramfs } from './initramfs.ts'
import { type Part, readPartitions } from './partitions.ts'

/** A Linux kernel on a disk with the drivers that it has before it reads its root, or why they are not known. */
export type FoundKernel = { readonly version: string } & (
  | { readonly drivers: ReadonlySet<string>; readonly isComplete: boolean }
  | { readonly unknown: string }
)

export type FoundSystem = {
  readonly kernels: readonly FoundKernel[]
  /** What its partitions hold that is not looked into, such as LVM. */
  readonly closed: readonly string[]
}

const mostKernels = 16

/**
 * The Linux kernels on a disk: in `/boot`, or at the root of a partition that is mounted there. Only ext2 to ext4 are looked
 * into. Nothing that it finds makes it fail; rejects with the reason of the signal, and when the disk cannot be read.
 */
export async function findKernels(disk: DiskBytes, signal: AbortSignal): Promise<FoundSystem> {
  const kernels: FoundKernel[] = []
  const builtIns = new Map<string, readonly string[]>()
  const closed = new Set<string>()
  for (const part of await readPartitions(disk)) {
    signal.throwIfAborted()
    const bytes = within(disk, part)
    const content = await contentOf(bytes)
    try {
      if (content === 'ext') {
        const files = await openExt(bytes)
        kernels.push(...(await kernelsOn(files, signal)))
        for (const [version, names] of await readBuiltIns(files)) builtIns.set(version, names)
      } else if (content !== undefined && content !== 'swap' && content !== 'FAT') closed.add(content)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      closed.add(`ext (${error.message})`)
    }
  }
  // The kernel may be on one partition, and the list of what it has built in on another.
  return { kernels: kernels.slice(0, mostKernels).map((kernel) => completed(kernel, builtIns)), closed: [...closed] }
}

function completed(kernel: FoundKernel, builtIns: ReadonlyMap<string, readonly string[]>): FoundKernel {
  const own = builtIns.get(kernel.version)
  if ('unknown' in kernel || own === undefined) return kernel
  return { ...kernel, drivers: new Set([...kernel.drivers, ...own]), isComplete: true }
}

function within(disk: DiskBytes, { start, length }: Part): DiskBytes {
  const sizeBytes = Math.min(length, disk.sizeBytes - start)
  return { sizeBytes, read: (at, wanted) => disk.read(start + at, Math.max(0, Math.min(wanted, sizeBytes - at))) }
}

async function kernelsOn(files: ExtFileSystem, signal: AbortSignal): Promise<readonly FoundKernel[]> {
  const found: FoundKernel[] = []
  for (const folder of ['boot', '']) {
    for (const [name, inode] of (await files.list(folder)) ?? []) {
      const version = versionOf(name)
      if (version === undefined || found.length >= mostKernels) continue
      found.push(await lookInto(files, version, inode, signal))
    }
  }
  return found
}

/** `initrd.img-6.1.0-18-amd64` of Debian, `initramfs-6.8.5-301.fc40.x86_64.img` of Fedora. Rescue images are none. */
function versionOf(name: string): string | undefined {
  const [, debian, fedora] = /^(?:initrd(?:\.img)?-([\w.+~-]+)|initramfs-(\d[\w.+~-]*)\.img)$/.exec(name) ?? []
  const version = debian ?? fedora
  return version === undefined || /rescue|kdump|\.(?:old|bak|dpkg-)/.test(version) ? undefined : version
}

async function lookInto(
  files: ExtFileSystem,
  version: string,
  initramfs: number,
  signal: AbortSignal,
): Promise<FoundKernel> {
  try {
    const { names, builtIn } = await driversInInitramfs(files.readFile(initramfs), signal)
    return { version, drivers: names, isComplete: builtIn }
  } catch (error) {
    signal.throwIfAborted()
    return { version, unknown: error instanceof RangeError ? error.message : 'it cannot be unpacked' }
  }
}
