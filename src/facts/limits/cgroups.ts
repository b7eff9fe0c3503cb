import type { HostCgroups } from '../../model/host/limits.ts'
import type { Mount } from '../mounts.ts'

/** A hierarchy of control groups that is mounted, and the place of our own process in it. */
export type Hierarchy = {
  readonly version: 'v1' | 'v2'
  /** Of v1: the controllers of this hierarchy. Those of v2 are told by its files. */
  readonly controllers: readonly string[]
  /** Where it is mounted. */
  readonly top: string
  /** The folder of our own group; null when it cannot be seen from where we are. */
  readonly own: string | null
}

/** The controllers of one line of /proc/self/cgroup, none for v2 and for a hierarchy with a name only, and our group there. */
type OwnGroup = { readonly controllers: readonly string[]; readonly isUnified: boolean; readonly path: string }

/** Hierarchies of the mounts, with our groups of /proc/self/cgroup (cgroups(7)). */
export function hierarchiesOf(mounts: readonly Mount[], ownGroups: string): readonly Hierarchy[] {
  const groups = parseOwnGroups(ownGroups)
  return mounts.flatMap((mount): readonly Hierarchy[] => {
    if (mount.type === 'cgroup2') {
      const group = groups.find(({ isUnified }) => isUnified)
      return [{ version: 'v2', controllers: [], top: mount.point, own: folderOf(mount, group?.path) }]
    }
    if (mount.type !== 'cgroup') return []
    const group = groups.find(({ controllers }) => controllers.some((one) => mount.options.includes(one)))
    return [
      { version: 'v1', controllers: group?.controllers ?? [], top: mount.point, own: folderOf(mount, group?.path) },
    ]
  })
}

function parseOwnGroups(text: string): readonly OwnGroup[] {
  return text.split('\n').flatMap((line) => {
    const [, words, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? []
    if (words === undefined || path === undefined) return []
    return [{ controllers: words.split(',').filter((word) => /^\w+$/.test(word)), isUnified: words === '', path }]
  })
}

/** In a container without a cgroup namespace only a part of the tree is mounted. */
function folderOf({ folder, point }: Mount, path: string | undefined): string | null {
  if (path === undefined || path.split('/').includes('..')) return null
  if (folder === '/') return path === '/' ? point : `${point}${path}`
  if (path === folder) return point
  return path.startsWith(`${folder}/`) ? `${point}${path.slice(folder.length)}` : null
}

/** v1 hierarchies without controllers only track processes (systemd's). */
export function versionOf(hierarchies: readonly Hierarchy[]): HostCgroups['version'] {
  const hasUnified = hierarchies.some(({ version }) => version === 'v2')
  const hasOld = hierarchies.some(({ version, controllers }) => version === 'v1' && controllers.length > 0)
  if (hasUnified) return hasOld ? 'hybrid' : 'v2'
  return hasOld ? 'v1' : 'none'
}

/** Controllers of the kernel that are not switched off (cgroup_disable=), of /proc/cgroups. */
export function parseControllers(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [name, , , enabled] = line.split('\t')
    return name !== undefined && /^\w+$/.test(name) && enabled === '1' ? [name] : []
  })
}
