import { readFile } from 'node:fs/promises'
import { pageBytes } from './page-bytes.ts'
import type { ProcessIdentity } from './process.ts'

/** USER_HZ: on every architecture that Linux has today (sysconf(3), _SC_CLK_TCK). */
const ticksPerSecond = 100

/** Time of all processors that a process has had, and the memory that it holds. Rejects when it is gone. */
export async function processUsage({ pid }: Pick<ProcessIdentity, 'pid'>): Promise<{
  readonly cpuMs: number
  readonly memoryBytes: number
}> {
  const [stat, statm] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/statm`, 'utf8'),
  ])
  // The name in parentheses may hold anything, so the fields are counted from the last one: utime and stime, 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  return { cpuMs: (ticks * 1000) / ticksPerSecond, memoryBytes: Number(statm.split(' ')[1]) * pageBytes() }
}
