import { isBlockDevice } from '../../../host/block-device.ts'
import { folderOf } from '../../../host/owners.ts'
import { imagesFolder, instancesFolder, type Paths, warmImagesFolder } from '../../../host/paths.ts'
import { realPath } from '../../../host/reach.ts'
import { systemFolders } from '../../../host/system-folders.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { Places } from '../argv/places.ts'
import { namedFiles, type VolumeDisk, volumeFiles } from './files-of.ts'

/** A file or folder of the host that a machine sees, by the name that it has outside. */
export type Shown = {
  readonly path: string
  /** The same without symbolic links, which lead nowhere inside. */
  readonly source: string
  readonly as: 'read' | 'write' | 'device'
}

/** All that a machine sees of the host, and what makes it so. */
export type View = {
  /** Absolute paths of bwrap(1) and nsenter(1). */
  readonly bwrap: string
  readonly nsenter: string
  readonly shown: readonly Shown[]
}

/**
 * Where all files of the host are, for root alone: what is plugged in while a machine runs is shown to it from there. Whoever is
 * in the namespaces without the power of root cannot enter it.
 */
export const outside = { closed: '/.host', root: '/.host/root' } as const

const options = { read: '--ro-bind-try', write: '--bind-try', device: '--dev-bind-try' } as const

/** What bwrap(1) is told. A network of its own has nothing but a loopback; nics come through sockets in the run folder. */
export function viewOptions(shown: readonly Shown[]): readonly string[] {
  const all = [...always, ...shown].toSorted(({ path: a }, { path: b }) => (a < b ? -1 : 1))
  const above = new Set(all.flatMap(({ path }) => foldersAbove(path)))
  return [
    ...apart,
    ...closedHost,
    ...[...above].toSorted().flatMap((folder) => ['--perms', '0755', '--dir', folder]),
    // What is further above comes first, so that it hides nothing.
    ...all.flatMap(({ path, source, as }) => [options[as], source, path]),
    ...lookup,
  ]
}

const apart = ['--unshare-ipc', '--unshare-uts', '--unshare-net'] as const
const closedHost = ['--perms', '0700', '--dir', outside.closed, '--dev-bind', '/', outside.root] as const
/** What mounts there looks up what is mounted; nobody else gets through. */
const lookup = ['--symlink', `${outside.root}/proc/self`, '/proc/self'] as const

const always: readonly Shown[] = [
  // QEMU holds memory back only where it can read how the kernel gives it out (util/mmap-alloc.c).
  ...[...systemFolders, '/etc/localtime', '/proc/sys/vm/overcommit_memory'].map(
    (path) => ({ path, source: path, as: 'read' }) as const,
  ),
  ...['/dev/null', '/dev/urandom'].map((path) => ({ path, source: path, as: 'device' }) as const),
]

/** Outermost first, without the root. */
export function foldersAbove(path: string): readonly string[] {
  const folder = folderOf(path)
  return folder === '/' || folder === path ? [] : [...foldersAbove(folder), folder]
}

/**
 * What a machine sees. Of the folders that all machines have files in, the rights of its user open its own alone; they are shown
 * whole, since what is made in them while it runs is to be seen too.
 */
export async function shownTo(plan: StartPlan, { uefi, run }: Places, paths: Paths): Promise<readonly Shown[]> {
  const shared = [
    { path: instancesFolder(paths), as: 'write' },
    { path: warmImagesFolder(paths), as: 'write' },
    { path: imagesFolder(paths), as: 'read' },
    { path: folderOf(run.folder), as: 'write' },
  ] as const
  const devices = plan.acceleration.kind === 'kvm' ? [{ path: '/dev/kvm', as: 'device' } as const] : []
  const firmware = uefi === undefined ? [] : [{ path: uefi.code, wish: 'read' } as const]
  const files = [...firmware, ...namedFiles(plan)].filter(
    ({ path }) => ![...systemFolders, ...shared.map((each) => each.path)].some((folder) => isIn(path, folder)),
  )
  const volumes = plan.disks.flatMap(({ source, readOnly }) =>
    source.kind === 'volume' ? [shownOfVolume({ source, readOnly })] : [],
  )
  const found = await Promise.all([
    ...[...shared, ...devices].map(async ({ path, as }) => [{ path, source: await realPath(path), as }]),
    ...files.map(async ({ path, wish }) => [await shownFile(path, wish)]),
    ...volumes,
  ])
  return onceEach(found.flat())
}

/** A file that a person has named: nothing else is shown of its folder. */
export async function shownFile(path: string, wish: 'read' | 'write'): Promise<Shown> {
  return { path, source: await realPath(path), as: (await isBlockDevice(path)) ? 'device' : wish }
}

/** The folders of a volume, in which snapshots put further files while it is plugged in. */
export async function shownOfVolume(disk: VolumeDisk): Promise<readonly Shown[]> {
  const found = volumeFiles(disk).map(async ({ path, isKey }) => {
    const real = await realPath(path)
    if (folderOf(path) === '/' || (await isBlockDevice(real))) return [await shownFile(path, 'write')]
    const as = isKey ? 'read' : 'write'
    const folders = new Set([folderOf(path), folderOf(real)])
    return Promise.all(
      [...folders].map(async (folder) => ({ path: folder, source: await realPath(folder), as }) as const),
    )
  })
  return onceEach((await Promise.all(found)).flat())
}

/** Of two that are shown in one place, the one with more rights. */
function onceEach(shown: readonly Shown[]): readonly Shown[] {
  const byPath = new Map<string, Shown>()
  for (const each of shown) if (byPath.get(each.path)?.as !== 'write') byPath.set(each.path, each)
  return [...byPath.values()]
}

/** A path is a folder or lies in it. */
export function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
