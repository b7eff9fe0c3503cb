import { processesOf } from './processes.ts'

/** Kills whatever runs for a home whose daemon is gone. */
export async function endMachines(home: string): Promise<void> {
  for (const line of await processesOf(home)) {
    try {
      process.kill(Number(line.split(' ')[0]), 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}
