import { readFile } from 'node:fs/promises'

/** The words that a process was started with (proc(5)); none when it is gone or is not ours to look at. */
export async function commandLineOf(pid: number): Promise<readonly string[]> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return text.split('\0').slice(0, -1)
}
