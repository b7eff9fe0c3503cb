import type { SuspendedStore } from '../../../contract/suspend.ts'
import { removeDurably } from '../../../host/durable-folder.ts'
import { entryExists } from '../../../host/entry-exists.ts'
import { hashFile } from '../../../host/hash-file.ts'
import { instanceFolder, type Paths } from '../../../host/paths.ts'
import { runFiles } from '../machine/run-files.ts'
import { explainSuspend } from './explain.ts'

/** Memories of suspended instances, each in the folder of its instance. */
export function openSuspendedStore(paths: Paths): SuspendedStore {
  const pathOf = (id: string, file: string): string => `${instanceFolder(paths, id)}/${file}`
  return {
    isThere: (id, file) => entryExists(pathOf(id, file)),
    damage: async (id, { file, digest }, signal) => {
      if (!(await entryExists(pathOf(id, file)))) return 'its memory is gone'
      const found = await hashFile(pathOf(id, file), signal).catch((error: unknown) => {
        signal.throwIfAborted()
        return error instanceof Error ? error : new Error(String(error))
      })
      if (found instanceof Error) return `its memory cannot be read (${found.message})`
      return found === digest ? undefined : 'its memory is not what it was when it was written'
    },
    discard: (id, file) => removeDurably(pathOf(id, file)),
    explain: (id, file) => explainSuspend(runFiles(paths, id), file),
  }
}
