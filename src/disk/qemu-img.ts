import { run, RunError } from '../host/run.ts'
import { type DiskLayer, type Key, layerName } from './layer.ts'
import { boxed } from './box.ts'

const mebibyte = 2 ** 20

type Limits = {
  /** Bytes of all disks that are read, as a guest sees them: the time a call gets is counted by them. */
  readonly diskBytes: number
  /** How far any file may grow, in bytes; nothing is written by default. */
  readonly mostBytesWritten?: number | 'unlimited' | undefined
}

export type Job = {
  readonly signal: AbortSignal
  /** Told how many percent are done, while it goes on. */
  readonly tell?: ((percent: number) => void) | undefined
}

/** What qemu-img can be asked for. */
type Verb =
  | 'amend'
  | 'check'
  | 'commit'
  | 'compare'
  | 'convert'
  | 'create'
  | 'info'
  | 'map'
  | 'measure'
  | 'rebase'
  | 'resize'
  | 'snapshot'

export type Call = {
  readonly verb: Verb
  /** Each stands before the `--`, so none of them may come from outside. */
  readonly options?: readonly string[]
  /** Disks that it opens, in the order of its operands. They are changed where the limits let it write, and nothing is made. */
  readonly disks?: readonly DiskLayer[]
  /** Absolute path of a file or block device that it makes or fills; the operand behind the disks. */
  readonly makes?: string | undefined
  /** Numbers and names behind that. */
  readonly words?: readonly string[]
  /** What it finds by the headers of the disks, which its caller has read. */
  readonly also?: readonly DiskLayer[]
  /** Keys that its options name. */
  readonly keys?: readonly Key[]
  readonly limits: Limits
}

/**
 * The only way to qemu-img. Every call has limits of processor time, memory, open files and bytes written (prlimit(1)), a
 * deadline and a limit of output; where bubblewrap works it has no network and sees no files but its own. All of it ends with
 * the signal. Rejects with RunError, or with the signal's own reason. Who calls it has inspected every file that is not ours.
 */
export async function qemuImg(call: Call, job: Job): Promise<string> {
  job.signal.throwIfAborted()
  const box = await boxed(call)
  for (let left = mostTries; ; left--) {
    try {
      return await inBox(call, box, job)
    } catch (error) {
      if (left === 1 || !isUnsteady(error)) throw error
    }
  }
}

async function inBox(call: Call, box: readonly string[] | undefined, job: Job): Promise<string> {
  if (box === undefined) return limited(call, [], job)
  return limited(call, box, job).catch((error: unknown) => {
    // It could not be set up here: the kernel does not let this user, or a container does not.
    if (isOfBox(error)) return limited(call, [], job)
    throw error
  })
}

async function limited(call: Call, box: readonly string[], job: Job): Promise<string> {
  const words = [...box, 'qemu-img', ...wordsOf(call)]
  const { stdout } = await run('prlimit', [...prlimits(call.limits), '--', ...words], {
    signal: job.signal,
    timeoutMs: secondsFor(call.limits) * 5000,
    maxBytes: 16 * mebibyte,
    ...(job.tell && { onOutput: percentTeller(job.tell) }),
  }).catch((error: unknown) => {
    throw plainError(error, box.length > 0)
  })
  return stdout
}

function wordsOf({ verb, options = [], disks = [], makes, words = [], also = [], keys = [] }: Call): readonly string[] {
  const objects = new Map(
    [...disks, ...also]
      .flatMap(keysOf)
      .concat(keys)
      .map((key) => [key.id, key.file]),
  )
  const secrets = [...objects].flatMap(([id, file]) => ['--object', JSON.stringify({ 'qom-type': 'secret', id, file })])
  const operands = [...disks.map(layerName), ...(makes === undefined ? [] : [makes]), ...words]
  return [verb, ...secrets, ...options, '--', ...operands]
}

function keysOf({ key, backing }: DiskLayer): readonly Key[] {
  return [...(key === undefined ? [] : [key]), ...(backing === undefined ? [] : keysOf(backing))]
}

function prlimits(limits: Limits): readonly string[] {
  const { mostBytesWritten = 0 } = limits
  const own = ['--as=2147483648', '--nofile=64', '--core=0']
  return [`--fsize=${mostBytesWritten}`, `--cpu=${secondsFor(limits)}`, ...own]
}

/** A disk of 1 TiB gets some hours of processor time, one of 1 GiB two minutes. */
function secondsFor({ diskBytes }: Limits): number {
  return 120 + Math.ceil(diskBytes / (100 * mebibyte))
}

function percentTeller(tell: (percent: number) => void): (text: string) => void {
  return (text) => {
    const percent = [...text.matchAll(/\((\d+\.\d+)\/100%\)/g)].at(-1)?.[1]
    if (percent !== undefined) tell(Number(percent))
  }
}

/** How often it is asked when it fails by bad luck, which on a busy host is three of four times. It is told at once. */
const mostTries = 64

/** QEMU finds out how fast it can try passphrases, and gives up when the kernel tells no time in between (crypto/pbkdf.c). */
function isUnsteady(error: unknown): boolean {
  return error instanceof RunError && error.why.kind === 'exit' && /accurate CPU usage/.test(error.why.stderr)
}

/** bwrap(1) says so in its own name, before anything else is run. */
function isOfBox(error: unknown): boolean {
  return error instanceof RunError && error.why.kind === 'exit' && /^bwrap: (?!execvp)/m.test(error.why.stderr)
}

/** As if qemu-img had been run without others before it: prlimit(1) and bwrap(1) tell its end by codes of their own. */
function plainError(error: unknown, isBoxed: boolean): unknown {
  if (!(error instanceof RunError) || error.why.kind !== 'exit') return error
  const { code, stderr } = error.why
  const isMissing = code === 127 || (isBoxed && stderr.startsWith('bwrap: execvp'))
  if (isMissing) return new RunError('qemu-img', { kind: 'not-found' }, { cause: error })
  if (!isBoxed || code <= 128) return error
  return new RunError('qemu-img', { kind: 'signal', signal: `signal ${code - 128}`, stderr }, { cause: error })
}
