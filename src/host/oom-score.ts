import { readFile, writeFile } from 'node:fs/promises'

/** The highest that there is: ended first (proc_pid_oom_score_adj(5)). */
const highest = 1000

/**
 * Lets the kernel end a process rather than us when there is no memory: `by` thousandths of the memory of the host count as its own.
 * To raise that needs no right. A process that is gone, and a kernel without it, are no failure.
 */
export async function endRatherThanUs(pid: number, by: number): Promise<void> {
  const ours = Number(await readFile('/proc/self/oom_score_adj', 'utf8').catch(() => '0'))
  await writeFile(`/proc/${pid}/oom_score_adj`, String(Math.min(highest, ours + by))).catch(() => undefined)
}
