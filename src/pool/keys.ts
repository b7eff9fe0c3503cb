import { addKey, dropKey, opensWith } from '../disk/luks.ts'
import { placeDurably } from '../host/durable-file.ts'
import { entryExists } from '../host/entry-exists.ts'
import { listFolder, readBytes, removeTree, writeWhole } from '../host/files.ts'
import { secretsFolder, type Paths } from '../host/paths.ts'
import { ensurePrivateFolder } from '../host/private-folder.ts'
import type { VolumeId } from '../model/name.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'
import { aloneLayer } from './layers.ts'

/** The passphrases of encrypted volumes, each in a file of its own below the state folder, and never in a pool. */
export type Keys = ReturnType<typeof openKeys>

export function openKeys(paths: Paths, unlockMs: number) {
  const folder = secretsFolder(paths)
  const fileOf = (id: VolumeId): string => `${folder}/${id}`
  const write = async (path: string, passphrase: string | Uint8Array): Promise<void> => {
    await ensurePrivateFolder(folder)
    await writeWhole(`${path}.tmp`, passphrase)
    await placeDurably(`${path}.tmp`, path)
  }
  const rolesOf = (id: VolumeId) => ({
    kept: fileOf(id),
    fresh: { id: `${id}-new`, file: `${fileOf(id)}.new` },
    old: { id: `${id}-old`, file: `${fileOf(id)}.old` },
  })
  // Trying a passphrase leaves a new one, too, and no old one.
  const isChanging = (id: string): Promise<boolean> => entryExists(`${folder}/${id}.old`)
  return {
    fileOf,
    unlockMs,
    isKept: (id: VolumeId): Promise<boolean> => entryExists(fileOf(id)),
    keep: (id: VolumeId, passphrase: string): Promise<void> => write(fileOf(id), passphrase),
    share: async (from: VolumeId, to: VolumeId): Promise<void> => write(fileOf(to), await readBytes(fileOf(from))),
    forget: (id: VolumeId): Promise<void> => removeTree(fileOf(id)),

    /** Keeps a passphrase that opens the volume; false when it does not. */
    unlock: async (key: VolumeKey, passphrase: string, signal: AbortSignal): Promise<boolean> => {
      const { fresh } = rolesOf(key.id)
      await write(fresh.file, passphrase)
      try {
        if (!(await opensWith(aloneLayer(key), fresh, { signal }))) return false
        await placeDurably(fresh.file, fileOf(key.id))
        return true
      } finally {
        await removeTree(fresh.file)
      }
    },

    /**
     * The new one opens the volume before it is kept, and the old one until it is: what is kept opens it at every moment.
     * What ends it in the middle leaves both files, for `settle`.
     */
    change: async (key: VolumeKey, passphrase: string, signal: AbortSignal): Promise<void> => {
      const { kept, fresh, old } = rolesOf(key.id)
      const before = await readBytes(kept)
      if (new TextDecoder().decode(before) === passphrase) return
      await write(old.file, before)
      await write(fresh.file, passphrase)
      await addKey(aloneLayer(key), { ...fresh, unlockMs }, { signal })
      await placeDurably(fresh.file, kept)
      await dropKey(aloneLayer(key), old, { signal })
      await removeTree(old.file)
    },

    /** After a change that ended in the middle: whichever passphrase is not the kept one opens the volume no more. */
    settle: async (key: VolumeKey, signal: AbortSignal): Promise<boolean> => {
      const { kept, fresh, old } = rolesOf(key.id)
      if (!(await entryExists(old.file))) return false
      const layer = aloneLayer({ ...key, keyFile: kept })
      const wasKept = !(await entryExists(fresh.file))
      const other = wasKept ? old : fresh
      if (await opensWith(layer, other, { signal })) await dropKey(layer, other, { signal })
      for (const { file } of [fresh, old]) await removeTree(file)
      return true
    },

    /** Removes what belongs to no volume, and what a crash has left of anything but a change. */
    removeOthers: async (volumes: ReadonlySet<string>): Promise<void> => {
      for (const name of await listFolder(folder)) {
        const [id = '', ...ends] = name.split('.')
        const isOfChange = ends.length === 1 && (ends[0] === 'old' || (ends[0] === 'new' && (await isChanging(id))))
        if (!volumes.has(id) || (ends.length > 0 && !isOfChange)) await removeTree(`${folder}/${name}`)
      }
    },
  }
}
