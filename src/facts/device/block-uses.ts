import { listKernelFolder, readKernelLink, readKernelText } from '../../host/kernel-files.ts'
import { cleanText } from '../clean-text.ts'
import { type Mount, parseMounts } from '../mounts.ts'
import { type Use, wayOf } from './use.ts'

/** A block device by its name in /sys/class/block, and what is done with it. */
type Claim = { readonly name: string; readonly purpose: string }

/** Block devices with a mounted file system or swap on them, through LVM, RAID and encryption down to the disks. */
export function readBlockUses(root: string): readonly Use[] {
  const claims = [...mounted(root), ...swaps(root)]
  const firsts = claims.filter(({ name }, index) => claims.findIndex((claim) => claim.name === name) === index)
  return firsts.flatMap(({ name, purpose }) =>
    disksBelow(root, name).map(({ name, link }) => ({
      way: wayOf(link),
      text: `block device ${cleanText(name)}, ${cleanText(purpose)}`,
    })),
  )
}

function mounted(root: string): readonly Claim[] {
  const mounts = parseMounts(readKernelText(`${root}/proc/self/mountinfo`) ?? '')
  const plain = mounts.flatMap((mount) => {
    const name = nameOf(root, mount)
    return name === null ? [] : [{ name, purpose: `mounted on ${mount.point}` }]
  })
  return [...plain, ...btrfsMembers(root), ...zfsMembers(root, mounts)]
}

function nameOf(root: string, { device, source }: Mount): string | null {
  if (device.startsWith('0:')) return source.startsWith('/dev/') ? nameOfNode(root, source) : null
  return readKernelLink(`${root}/sys/dev/block/${device}`)?.split('/').at(-1) ?? null
}

/** The kernel's name of a node in /dev; links such as those of /dev/mapper are followed once. */
function nameOfNode(root: string, path: string): string {
  const target = readKernelLink(`${root}${path}`)
  return target === null ? path.slice('/dev/'.length).replaceAll('/', '!') : (target.split('/').at(-1) ?? '')
}

/** Btrfs tells all disks of a file system that is mounted, of which mountinfo names one. */
function btrfsMembers(root: string): readonly Claim[] {
  const folder = `${root}/sys/fs/btrfs`
  return listKernelFolder(folder).flatMap((id) =>
    listKernelFolder(`${folder}/${id}/devices`).map((name) => ({ name, purpose: 'part of a mounted btrfs' })),
  )
}

/** ZFS does not tell its disks in /sys; udev has seen on them what they are. */
function zfsMembers(root: string, mounts: readonly Mount[]): readonly Claim[] {
  if (!mounts.some(({ type }) => type === 'zfs')) return []
  const folder = `${root}/run/udev/data`
  return listKernelFolder(folder).flatMap((entry) => {
    const device = /^b(\d+:\d+)$/.exec(entry)?.[1]
    if (device === undefined || !/^E:ID_FS_TYPE=zfs_member$/m.test(readKernelText(`${folder}/${entry}`) ?? ''))
      return []
    const name = readKernelLink(`${root}/sys/dev/block/${device}`)?.split('/').at(-1)
    return name === undefined ? [] : [{ name, purpose: 'part of a ZFS pool' }]
  })
}

/** /proc/swaps (proc(5)). A swap file lies on a file system that is mounted anyway. */
function swaps(root: string): readonly Claim[] {
  const [, ...lines] = (readKernelText(`${root}/proc/swaps`) ?? '').split('\n')
  return lines.flatMap((line) => {
    const [path = '', type] = line.split(/\s+/)
    return type === 'partition' && path.startsWith('/dev/') ? [{ name: nameOfNode(root, path), purpose: 'swap' }] : []
  })
}

/** The disks and partitions that a block device stands on, itself when it stands on none, with their links in /sys. */
function disksBelow(root: string, name: string): readonly { readonly name: string; readonly link: string }[] {
  const all = new Set([name])
  const found: { readonly name: string; readonly link: string }[] = []
  for (const name of all) {
    const link = readKernelLink(`${root}/sys/class/block/${name}`)
    if (link === null) continue
    const lower = standsOn(root, name, link)
    for (const one of lower) all.add(one)
    if (lower.length > 0) continue
    for (const path of pathsOf(root, link)) found.push({ name, link: path })
  }
  return found
}

/** Partitions have no `slaves` of their own; their disk has. */
function standsOn(root: string, name: string, link: string): readonly string[] {
  const parent = link.split('/').at(-2)
  const disk = parent === undefined || parent === 'block' ? name : parent
  return listKernelFolder(`${root}/sys/class/block/${disk}/slaves`)
}

/** With multipath, the kernel puts an NVMe disk below its subsystem, and the subsystem links to the controllers. */
function pathsOf(root: string, link: string): readonly string[] {
  const subsystem = /\/nvme-subsystem\/([^/]+)\//.exec(link)?.[1]
  if (subsystem === undefined) return [link]
  const folder = `${root}/sys/class/nvme-subsystem/${subsystem}`
  const controllers = listKernelFolder(folder).filter((entry) => /^nvme\d+$/.test(entry))
  return controllers.flatMap((entry) => readKernelLink(`${folder}/${entry}`) ?? [])
}
