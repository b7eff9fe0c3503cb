import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readlink } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, type ProcessIdentity } from './process.ts'
import { plainEnvironment } from './run.ts'

/** Namespaces in which nobody is but a program that waits until they are let go of. They end with the last process in them. */
export type Namespaces = AsyncDisposable & {
  /** Of the program that waits: whoever wants to come in names it. */
  readonly pid: number
}

/** How long they may take to be set up, in milliseconds. */
const setUpMs = 10_000

/**
 * Namespaces as bubblewrap makes them: `args` are its options. Rejects with an Error that says what bubblewrap said, when it
 * cannot. It takes some milliseconds, and nothing is left of them when we are killed.
 */
export async function openNamespaces(bwrap: string, args: readonly string[]): Promise<Namespaces> {
  // It echoes one line once all is set up, and ends when nobody holds the other end of its input, of which we are the only one.
  const child = spawn(bwrap, ['--info-fd', '3', ...args, '--', 'cat'], {
    // One half of bwrap waits for the other for ever, so that both are killed or none.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    cwd: '/',
    env: plainEnvironment(),
  }) as ChildProcessByStdio<Writable, Readable, Readable>
  const ended = once(child, 'close').catch((error: unknown) => error)
  const end = async () => {
    child.stdin.destroy()
    await ended
  }
  const timer = setTimeout(() => killGroup(child.pid), setUpMs)
  child.stdin.on('error', () => {}).write('\n')
  try {
    const info = textOf(child.stdio[3] as unknown as Readable)
    const complaint = textOf(child.stderr)
    const isReady = await Promise.race([once(child.stdout, 'data').then(() => true), ended.then(() => false)])
    if (!isReady) throw new Error((await complaint).trim().split('\n')[0] || 'it has ended without a word')
    const { 'child-pid': pid } = JSON.parse(await info) as { readonly 'child-pid': number }
    return { pid, [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function killGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL')
  } catch {
    // All of them have ended.
  }
}

async function textOf(stream: Readable): Promise<string> {
  let text = ''
  try {
    for await (const piece of stream) text += String(piece)
  } catch {
    // It was never opened, or broke: there is nothing more.
  }
  return text
}

/** What nsenter(1) is told so that a program runs in the namespaces of a process. Everything else about it stays. */
export function enterWords(pid: number): readonly string[] {
  return ['--target', String(pid), ...kinds.map(({ option }) => option), '--']
}

/** proc(5), /proc/PID/ns; nsenter(1). */
const kinds = [
  { link: 'mnt', option: '--mount' },
  { link: 'net', option: '--net' },
  { link: 'ipc', option: '--ipc' },
  { link: 'uts', option: '--uts' },
] as const

/** Whether a process has none of these namespaces in common with us; false when that cannot be seen. */
export async function isInOwnNamespaces(pid: number): Promise<boolean> {
  const of = async (who: number | 'self', link: string) => readlink(`/proc/${who}/ns/${link}`).catch(() => undefined)
  const apart = kinds.map(async ({ link }) => {
    const [its, ours] = await Promise.all([of(pid, link), of('self', link)])
    return its !== undefined && ours !== undefined && its !== ours
  })
  return (await Promise.all(apart)).every(Boolean)
}

/**
 * Whether the users of a process are those of this host. Where they are not, it may be root among files of its own making, and
 * no program may be run there.
 */
export async function hasUsersOfHost(pid: number): Promise<boolean> {
  const [its, ours] = await Promise.all(
    [pid, 'self'].map((who) => readlink(`/proc/${who}/ns/user`).catch(() => undefined)),
  )
  return its !== undefined && its === ours
}

/** Waits until a process that was told to go in is inside, or has ended; before, the namespaces must not be let go of. */
export async function untilInside(identity: ProcessIdentity): Promise<void> {
  for (let pause = 1; isAlive(identity) && !(await isInOwnNamespaces(identity.pid)); pause = Math.min(pause * 2, 50)) {
    await sleep(pause)
  }
}

/** Where something is mounted, as a process sees it (proc(5), mountinfo); none when the process is gone. */
export async function mountPointsOf(pid: number): Promise<readonly string[]> {
  const text = await readFile(`/proc/${pid}/mountinfo`, 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    const place = line.split(' ')[4]
    return place === undefined ? [] : [place.replace(/\\(?<octal>[0-7]{3})/g, unescapeOctal)]
  })
}

/** Blanks, and what else would end a field or a line. The rest is as it is. */
function unescapeOctal(_whole: string, octal: string): string {
  return String.fromCharCode(parseInt(octal, 8))
}
