import { readFile } from 'node:fs/promises'

/** Clock ticks in a second of /proc (proc(5); sysconf(3), _SC_CLK_TCK), the same on every Linux of today. */
const ticksPerSecond = 100

/** How long all threads of a process have run so far, in milliseconds. Rejects with the system's error when it is gone. */
export async function processTimeMs(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold anything. utime and stime are fields 14 and 15.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond
}
