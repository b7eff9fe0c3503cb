import { readFile } from 'node:fs/promises'
import { pageBytes } from './page-bytes.ts'
import { processTimeMs } from './process-time.ts'
import type { ProcessIdentity } from './process.ts'

/** Time of all processors that a process has had, and the memory that it holds. Rejects when it is gone. */
export async function processUsage({ pid }: Pick<ProcessIdentity, 'pid'>): Promise<{
  readonly cpuMs: number
  readonly memoryBytes: number
}> {
  const [cpuMs, statm] = await Promise.all([processTimeMs(pid), readFile(`/proc/${pid}/statm`, 'utf8')])
  return { cpuMs, memoryBytes: Number(statm.split(' ')[1]) * pageBytes() }
}
