import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Which process it is, so that a later one with the same number is never mistaken for it (proc(5)). */
export type ProcessIdentity = {
  readonly pid: number
  /** Field 22 of /proc/PID/stat. */
  readonly startTicks: number
  readonly bootId: string
}

/** Undefined when there is no such process. A zombie still has its identity. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const found = statOf(pid)
  return found && { pid, startTicks: found.startTicks, bootId: bootId() }
}

export function isSameProcess(a: ProcessIdentity, b: ProcessIdentity): boolean {
  return a.pid === b.pid && a.startTicks === b.startTicks && a.bootId === b.bootId
}

/** A zombie is not alive: nothing of it runs any more, unless it has threads, which hold all its files until the last one ends. */
export function isAlive({ pid, startTicks, bootId: boot }: ProcessIdentity): boolean {
  const found = statOf(pid)
  if (found?.startTicks !== startTicks || boot !== bootId()) return false
  return !'ZX'.includes(found.state) || found.threads > 1
}

/** It changes with every boot of this computer. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
}

/** Sends a signal after making sure that the process is still the same one. False when it is gone. */
export function signalProcess(identity: ProcessIdentity, signal: 'SIGTERM' | 'SIGKILL'): boolean {
  if (!isAlive(identity)) return false
  try {
    return process.kill(identity.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** Waits for the end of a process that need not be our child. False when it still runs after `timeoutMs`. */
export async function untilGone(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  for (let pause = 1; isAlive(identity); pause = Math.min(pause * 2, 50)) {
    if (performance.now() >= deadline) return false
    await sleep(pause)
  }
  return true
}

/**
 * The processes whose arguments fit, among those whose name (/proc/PID/comm, 15 bytes at most) matches. Those that end
 * meanwhile or belong to others are passed over.
 */
export async function findProcesses(
  fits: (commandLine: readonly string[]) => boolean,
  name = /^/,
): Promise<ProcessIdentity[]> {
  // Names are read at once: that is cheap, and unlike reading arguments it never waits for the other process.
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && name.test(nameOf(pid)))
  const found = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return text !== '' && fits(text.split('\0')) ? identityOf(pid) : undefined
    }),
  )
  return found.filter((identity) => identity !== undefined)
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8')
  } catch {
    return ''
  }
}

type Stat = { readonly state: string; readonly threads: number; readonly startTicks: number }

/** Fields 3, 20 and 22 of /proc/PID/stat (proc(5)). */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything, so the fields are counted from the last one.
    const [state = '', ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state, threads: Number(fields[16]), startTicks: Number(fields[18]) }
  } catch {
    return undefined
  }
}
