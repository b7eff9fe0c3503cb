import { readFile } from 'node:fs/promises'

/** What a process has of the memory of the host for itself, in bytes (proc_pid_smaps(5)). Zero when it is gone. */
export async function ownMemory(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const kibibytes = [...text.matchAll(/^Private_(?:Clean|Dirty): +(\d{1,12}) kB$/gm)].map(([, count]) => Number(count))
  return 1024 * kibibytes.reduce((sum, count) => sum + count, 0)
}
