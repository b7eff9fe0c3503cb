import { run, RunError } from '../../host/run.ts'

type Source = { readonly path: string; readonly format: 'qcow2' | 'raw'; readonly virtualSizeBytes: number }

const mebibyte = 2 ** 20

/** Looks through all tables. Rejects with RunError when they are damaged; lost clusters (code 3) do no harm. */
export async function checkQcow2(source: Source, signal: AbortSignal): Promise<void> {
  const limits = ['--fsize=0', ...cpuAndMemory(source)]
  const words = ['check', '-f', 'qcow2', '--output=json', '--', source.path]
  await limited(limits, words, source, signal).catch((error: unknown) => {
    if (error instanceof RunError && error.why.kind === 'exit' && error.why.code === 3) return
    throw damaged(error)
  })
}

/** How many bytes a qcow2 copy takes at most, with everything that is packed unpacked. */
export async function measureAsQcow2(source: Source, signal: AbortSignal): Promise<number> {
  const words = ['measure', '-f', source.format, '-O', 'qcow2', '--output=json', '--', source.path]
  const { stdout } = await limited(['--fsize=0', ...cpuAndMemory(source)], words, source, signal)
  const { required } = JSON.parse(stdout) as { readonly required?: unknown }
  if (typeof required !== 'number') throw new TypeError('qemu-img measure gave no size')
  return required + mebibyte
}

/** Copies into a new qcow2 file, which may not grow beyond a limit. */
export async function convertToQcow2(
  source: Source,
  target: { readonly path: string; readonly mostBytes: number },
  signal: AbortSignal,
  tell: (percent: number) => void,
): Promise<void> {
  const words = ['convert', '-p', '-m', '4', '-f', source.format, '-O', 'qcow2', '--', source.path, target.path]
  const limits = [`--fsize=${target.mostBytes}`, ...cpuAndMemory(source)]
  await limited(limits, words, source, signal, (text) => {
    const percent = [...text.matchAll(/\((\d+\.\d+)\/100%\)/g)].at(-1)?.[1]
    if (percent !== undefined) tell(Number(percent))
  })
}

/** A disk of 1 TiB gets some hours of processor time, one of 1 GiB two minutes. */
function cpuAndMemory(source: Source): readonly string[] {
  return [`--cpu=${secondsFor(source)}`, '--as=2147483648', '--nofile=64', '--core=0']
}

function secondsFor({ virtualSizeBytes }: Source): number {
  return 120 + Math.ceil(virtualSizeBytes / (100 * mebibyte))
}

async function limited(
  limits: readonly string[],
  words: readonly string[],
  source: Source,
  signal: AbortSignal,
  tell?: (text: string) => void,
): Promise<{ readonly stdout: string }> {
  return await run('prlimit', [...limits, '--', 'qemu-img', ...words], {
    signal,
    timeoutMs: secondsFor(source) * 5000,
    maxBytes: 16 * mebibyte,
    ...(tell && { onOutput: tell }),
  }).catch((error: unknown) => {
    // So prlimit(1) says that it could not find the program.
    const isMissing = error instanceof RunError && error.why.kind === 'exit' && error.why.code === 127
    throw isMissing ? new RunError('qemu-img', { kind: 'not-found' }, { cause: error }) : error
  })
}

/** What `qemu-img check` found is in its JSON, not in what it complains about. */
function damaged(error: unknown): unknown {
  if (!(error instanceof RunError) || error.why.kind !== 'exit' || error.why.code !== 2) return error
  const count = /"corruptions": (\d+)/.exec(error.why.stdout)?.[1]
  const stderr = count === undefined ? error.why.stderr : `its tables are damaged in ${count} places`
  return new RunError('qemu-img', { ...error.why, stderr }, { cause: error })
}
