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
  return {
    fileOf,
    unlockMs,
    isKept: (id: VolumeId): Promise<boolean> => entryExists(fileOf(id)),
    keep: (id: VolumeId, passphrase: string): Promise<void> => write(fileOf(id), passphrase),
    share: async (from: VolumeId, to: VolumeId): Promise<void> => write(fileOf(to), await readBytes(fileOf(from))),
    forget: (id: VolumeId): Promise<void> => removeTree(fileOf(id)),

    /** Keeps a passphrase that opens the volume; false when it does not. */
    unlock: async (key: VolumeKey, passphrase: string, signal: AbortSignal): Promise<boolean> => {
      const fresh = { id: `${key.id}-new`, file: `${fileOf(key.id)}.new` }
      await write(fresh.file, passphrase)
      try {
        if (!(await opensWith(aloneLayer(key), fresh, { signal }))) return false
        await placeDurably(fresh.file, fileOf(key.id))
        return true
      } finally {
        await removeTree(fresh.file)
      }
    },

    /** The new one opens the volume before it is kept, and the old one until it is: what is kept opens it at every moment. */
    change: async (key: VolumeKey, passphrase: string, signal: AbortSignal): Promise<void> => {
      const kept = fileOf(key.id)
      const [fresh, old] = (['new', 'old'] as const).map((end) => ({ id: `${key.id}-${end}`, file: `${kept}.${end}` }))
      if (!fresh || !old) return
      await write(old.file, await readBytes(kept))
      await write(fresh.file, passphrase)
      try {
        await addKey(aloneLayer(key), { ...fresh, unlockMs }, { signal })
        await placeDurably(fresh.file, kept)
        await dropKey(aloneLayer(key), old, { signal })
      } finally {
        for (const { file } of [fresh, old]) await removeTree(file)
      }
    },

    /** Removes what belongs to no volume, and what a crash has left. */
    removeOthers: async (volumes: ReadonlySet<string>): Promise<void> => {
      for (const name of await listFolder(folder)) if (!volumes.has(name)) await removeTree(`${folder}/${name}`)
    },
  }
}
