import { readFile } from 'node:fs/promises'

/** What the kernel lets a process do (proc(5), /proc/PID/status). */
export type ProcessRights = {
  readonly uid: number
  /** None of the powers of root, and no way to get any. */
  readonly isPowerless: boolean
  /** Its system calls are filtered (seccomp(2)). */
  readonly isFiltered: boolean
}

/** Undefined when there is no such process. */
export async function rightsOf(pid: number): Promise<ProcessRights | undefined> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const field = (name: string) => new RegExp(`^${name}:\\s*(?<value>\\S+)`, 'm').exec(text)?.groups?.['value']
  const uid = field('Uid')
  if (uid === undefined) return undefined
  const hasNothing = ['CapPrm', 'CapEff', 'CapInh', 'CapAmb'].every((name) => /^0+$/.test(field(name) ?? ''))
  return {
    uid: Number(uid),
    isPowerless: uid !== '0' && hasNothing && field('NoNewPrivs') === '1',
    isFiltered: field('Seccomp') === '2',
  }
}
