import { errorCode } from '../../../host/error-code.ts'
import { makeFolder, removeTree } from '../../../host/files.ts'
import { findProcesses, signalProcess, untilGone } from '../../../host/process.ts'
import { findProgram } from '../../../host/find-program.ts'
import { run, RunError } from '../../../host/run.ts'
import { Fault } from '../../../model/fault.ts'
import { asUser, type MachineUser } from '../confine/machine-user.ts'

type TpmPlaces = {
  readonly own: string
  readonly run: { readonly tpm: string; readonly folder: string }
  readonly user?: MachineUser | undefined
}

/** How long one may take to listen, in milliseconds; it takes some 20. */
const readyMs = 10_000

/**
 * The security chip of one instance: its state lies in the folder of the instance, it may call what its filter of system
 * calls allows, and it ends when QEMU hangs up (swtpm(8)).
 */
export function tpmCommand({ own, run: { tpm, folder }, user }: TpmPlaces): readonly [string, ...string[]] {
  const { file, args } = asUser(user, [
    'swtpm',
    'socket',
    '--tpm2',
    '--tpmstate',
    `dir=${own}/tpm,mode=0600`,
    '--ctrl',
    `type=unixio,path=${tpm},mode=0600`,
    '--pid',
    `file=${folder}/tpm.pid`,
    '--seccomp',
    'action=kill',
    '--terminate',
    '--daemon',
  ])
  return [file, ...args]
}

/** Returns when it listens. Throws host.tool-missing and instance.start-failed. */
export async function startTpm(name: string, places: TpmPlaces, signal: AbortSignal): Promise<void> {
  const [file, ...args] = tpmCommand(places)
  if (places.user && (await findProgram('swtpm')) === undefined) throw lacking()
  // Its options have no way to write a comma.
  if (`${places.own}${places.run.tpm}`.includes(',')) {
    throw new Fault('instance.start-failed', {
      name,
      reason: 'swtpm takes no path with a comma; set STROJ_HOME to another',
    })
  }
  await makeFolder(`${places.own}/tpm`)
  await removeTree(places.run.tpm)
  try {
    await run(file, args, { signal, timeoutMs: readyMs })
  } catch (error) {
    signal.throwIfAborted()
    throw toFault(error, name)
  }
}

/** Ends every swtpm whose socket this is, also that of a daemon that is no more. */
export async function endTpm(socket: string): Promise<void> {
  const ours = await findProcesses(
    (words) => words.some((word) => word.includes(`path=${socket},`)),
    /^(?:swtpm|setpriv)/,
  )
  for (const identity of ours) signalProcess(identity, 'SIGTERM')
  for (const identity of ours) if (!(await untilGone(identity, 1000))) signalProcess(identity, 'SIGKILL')
}

function toFault(cause: unknown, name: string): unknown {
  if (errorCode(cause) === 'ENOENT' || (cause instanceof RunError && cause.why.kind === 'not-found')) {
    return lacking(cause)
  }
  if (!(cause instanceof RunError)) return cause
  const { why } = cause
  const said = why.kind === 'exit' ? why.stderr.trim().slice(0, 400) : why.kind
  return new Fault('instance.start-failed', { name, reason: `its TPM (swtpm) did not start: ${said}` }, { cause })
}

function lacking(cause?: unknown): Fault {
  return new Fault('host.tool-missing', { tool: 'swtpm', package: 'swtpm' }, { cause })
}
