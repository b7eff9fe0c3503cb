import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { removeGroups } from '../../../src/host/control-group.ts'
import { processesOf } from './processes.ts'

/** Kills whatever runs for a home whose daemon is gone, and removes the control groups that were made for it. */
export async function endMachines(home: string): Promise<void> {
  const groups = await groupsNotedIn(join(home, 'run/i'))
  for (const line of await processesOf(home)) {
    try {
      process.kill(Number(line.split(' ')[0]), 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  await removeGroups(groups)
}

/** The notes that a daemon leaves beside the sockets of each machine. */
async function groupsNotedIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.confined'))
  const notes = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return notes.flatMap((text) => (JSON.parse(text) as { groups: readonly string[] }).groups)
}
