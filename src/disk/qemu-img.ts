import { run, RunError } from '../host/run.ts'

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
type Verb = 'check' | 'compare' | 'convert' | 'create' | 'info' | 'map' | 'measure' | 'resize'

export type Call = {
  readonly verb: Verb
  /** Each stands before the `--`, so none of them may come from outside. */
  readonly options?: readonly string[]
  /** Names of disks (`layerName`), absolute paths of files to be made, and sizes. */
  readonly operands: readonly string[]
  readonly limits: Limits
}

/**
 * The only way to qemu-img. Every call has limits of processor time, memory, open files and bytes written (prlimit(1)), a
 * deadline and a limit of output; all of it ends with the signal. Rejects with RunError, or with the signal's own reason.
 * Who calls it has inspected every file that is not ours.
 */
export async function qemuImg(call: Call, job: Job): Promise<string> {
  const words = [call.verb, ...(call.options ?? []), '--', ...call.operands]
  const { stdout } = await run('prlimit', [...prlimits(call.limits), '--', 'qemu-img', ...words], {
    signal: job.signal,
    timeoutMs: secondsFor(call.limits) * 5000,
    maxBytes: 16 * mebibyte,
    ...(job.tell && { onOutput: percentTeller(job.tell) }),
  }).catch((error: unknown) => {
    // So prlimit(1) says that it could not find the program.
    const isMissing = error instanceof RunError && error.why.kind === 'exit' && error.why.code === 127
    throw isMissing ? new RunError('qemu-img', { kind: 'not-found' }, { cause: error }) : error
  })
  return stdout
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
