import type { VolumeStore } from '../contract/volume-store.ts'
import { checkDisk } from '../disk/check.ts'
import { resizeDisk } from '../disk/resize.ts'
import { fileKind, placeDurably } from '../host/durable-file.ts'
import { moveDurably } from '../host/durable-folder.ts'
import { removeTree } from '../host/files.ts'
import { volumesFolder, type Paths } from '../host/paths.ts'
import { ensurePrivateFolder } from '../host/private-folder.ts'
import { spaceOf } from '../host/free-space.ts'
import { systemReason } from '../host/errno.ts'
import { Fault } from '../model/fault.ts'
import { changeSnapshot } from '../disk/snapshot.ts'
import { commitVolume } from './commit-volume.ts'
import { copyVolume } from './copy-volume.ts'
import { exportVolume } from './export-volume.ts'
import { draftPath, leavingPath, volumePath } from './files.ts'
import { openKeys } from './keys.ts'
import { aloneLayer, chainLayer } from './layers.ts'
import { removeLeftovers } from './leftovers.ts'
import { listSnapshots } from './list-snapshots.ts'
import { makeVolume } from './make-volume.ts'
import { mapVolume } from './map-volume.ts'
import { takeInVolume } from './take-in-volume.ts'
import { toPoolFault } from './pool-fault.ts'
import { readFacts } from './read-facts.ts'
import { rebaseVolume } from './rebase-volume.ts'
import { repairVolume } from './repair-volume.ts'
import { requirePlace } from './require-place.ts'

/**
 * What trying a passphrase takes, in milliseconds of processor time. cryptsetup takes 2000; but QEMU does it where it does
 * everything, so a guest that gets such a disk stands still for as long, and for several times as long on a busy host.
 */
const usualUnlockMs = 500

/** Volumes as files in folders: below the state folder, and wherever a person has made a pool. */
export function openVolumeStore(paths: Paths, unlockMs = usualUnlockMs): VolumeStore {
  const folder = volumesFolder(paths)
  const defaultPlace = { kind: 'directory', path: folder } as const
  const keys = openKeys(paths, unlockMs)
  return {
    defaultPlace,
    requirePlace: async ({ path }) => {
      if (path === folder) await ensurePrivateFolder(folder)
      await requirePlace(path)
    },
    space: async ({ path }) =>
      spaceOf(path).catch((error: unknown) => {
        // Made with the first volume; until then it has what is free beside it.
        if (path === folder) return spaceOf(paths.state)
        throw new Fault('pool.unusable', { path, reason: systemReason(error) }, { cause: error })
      }),
    path: volumePath,
    facts: readFacts,
    create: (volume, job) => drafted('create', volume.key, () => makeVolume(volume, keys, job)),
    copy: (copy, job) => drafted('copy', copy.key, () => copyVolume(copy, keys, job)),
    keyFile: async (id) => ((await keys.isKept(id)) ? keys.fileOf(id) : undefined),
    keepKey: (id, passphrase) => faulty('keep the passphrase', paths.state, () => keys.keep(id, passphrase)),
    shareKey: (from, to) => faulty('keep the passphrase', paths.state, () => keys.share(from, to)),
    forgetKey: (id) => keys.forget(id),
    unlock: (key, passphrase, signal) => faulty('unlock', key.place.path, () => keys.unlock(key, passphrase, signal)),
    changeKey: (key, passphrase, signal) =>
      faulty('change the passphrase', key.place.path, () => keys.change(key, passphrase, signal), left.key),
    settleKey: (key, signal) =>
      faulty('settle the passphrase', key.place.path, () => keys.settle(key, signal), left.key),
    removeKeys: (volumes) => keys.removeOthers(volumes),
    repair: (key, job) => drafted('repair', key, () => repairVolume(key, job)),
    takeIn: (file, key, job) => drafted('import', key, () => takeInVolume(file, key, job)),
    exportTo: (from, sizeBytes, target, job) =>
      faulty('export', target.path, () => exportVolume(from, sizeBytes, target, job)),
    keep: (key) =>
      faulty('keep', key.place.path, async () => {
        if ((await fileKind(draftPath(key))) !== 'missing') await placeDurably(draftPath(key), volumePath(key))
      }),
    discard: (key) => removeTree(draftPath(key)),
    leave: (key) =>
      faulty('delete', key.place.path, async () => {
        if ((await fileKind(volumePath(key))) !== 'missing') await moveDurably(volumePath(key), leavingPath(key))
      }),
    putBack: (key) =>
      faulty('delete', key.place.path, async () => {
        if ((await fileKind(leavingPath(key))) !== 'missing') await moveDurably(leavingPath(key), volumePath(key))
      }),
    remove: async (key) => {
      await removeTree(leavingPath(key))
      await removeTree(volumePath(key))
    },
    resize: (chain, sizeBytes, how, signal) =>
      faulty(
        'resize',
        chain[0].place.path,
        () => resizeDisk(chainLayer(chain), { sizeBytes, mayShrink: how === 'shrink' }, { signal }),
        left.size,
      ),
    rebase: (rebase, job) => drafted('rebase', rebase.key, () => rebaseVolume(rebase, job)),
    commit: (chain, facts, job) =>
      faulty('commit', chain[0].place.path, () => commitVolume(chain, facts, job), left.commit),
    snapshots: (key, signal) => faulty('list the states', key.place.path, () => listSnapshots(key, signal)),
    snapshot: (chain, act, name, sizeBytes) =>
      faulty(
        `${act} a state`,
        chain[0].place.path,
        () =>
          changeSnapshot(chainLayer(chain), act, name, sizeBytes, { signal: AbortSignal.timeout(snapshotDeadlineMs) }),
        left.state,
      ),
    map: (chain, fromBytes, signal) => faulty('map', chain[0].place.path, () => mapVolume(chain, fromBytes, signal)),
    check: (key, sizeBytes, signal) =>
      faulty('check', key.place.path, () => checkDisk(aloneLayer(key), sizeBytes, { signal })),
    removeLeftovers,
  }
}

type Key = Parameters<typeof draftPath>[0]

/** A large disk has many tables, each of which is written. */
const snapshotDeadlineMs = 30 * 60_000

/** What fails leaves no draft. */
async function drafted<T>(action: string, key: Key, make: () => Promise<T>): Promise<T> {
  try {
    await removeTree(draftPath(key))
    return await make()
  } catch (error) {
    await removeTree(draftPath(key)).catch(() => {})
    throw await toPoolFault(error, action, key.place.path)
  }
}

/** What changes a volume in place leaves something when it fails, and this is what. */
const left = {
  commit: 'The volume reads as before, and its base may have a part of it. Commit it again, once the cause is gone.',
  key: 'The old passphrase opens the volume, or the new one; the daemon takes away the other when it starts the next time.',
  size: 'It has the old size or the new one: `stroj volume show`. What is in it was not changed.',
  state: '`stroj volume check` tells whether the volume is sound; its states are listed by `stroj volume snapshot`.',
} as const

async function faulty<T>(action: string, folder: string, act: () => Promise<T>, leaves?: string): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw await toPoolFault(error, action, folder, leaves)
  }
}
