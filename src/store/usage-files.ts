import type { UsageKeeper } from '../contract/usage-keeper.ts'
import { entryExists } from '../host/entry-exists.ts'
import { placeDurably } from '../host/durable-file.ts'
import { readTextIfAny, writeWhole } from '../host/files.ts'
import { instanceFolder, type Paths } from '../host/paths.ts'
import { UsageHistory } from '../model/usage.ts'

/** A file in the folder of each instance, which goes with it. */
export function openUsageFiles(paths: Paths): UsageKeeper {
  const fileOf = (id: string): string => `${instanceFolder(paths, id)}/usage.json`
  return {
    read: async (id) => {
      try {
        const series: unknown = JSON.parse((await readTextIfAny(fileOf(id))) ?? '[]')
        return Array.isArray(series) ? series.map((items) => UsageHistory.parse({ items }).items) : []
      } catch {
        return []
      }
    },
    write: async (id, series) => {
      if (!(await entryExists(instanceFolder(paths, id)))) return
      await writeWhole(`${fileOf(id)}.new`, JSON.stringify(series))
      await placeDurably(`${fileOf(id)}.new`, fileOf(id))
    },
  }
}
