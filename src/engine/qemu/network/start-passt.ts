import { findProgram } from '../../../host/find-program.ts'
import { makeFolder, readTextIfAny, removeTree } from '../../../host/files.ts'
import { identityOf, type ProcessIdentity, signalProcess, untilGone } from '../../../host/process.ts'
import { type DetachedProcess, type Exit, spawnDetached } from '../../../host/process-spawn.ts'
import { untilFileSays } from '../../../host/until-file-says.ts'
import { Fault } from '../../../model/fault.ts'
import { formatPortForward } from '../../../model/port-forward.ts'
import type { PlannedNic } from '../../../plan/instance/start-plan.ts'
import { explainFailure } from './failure.ts'
import { type NetworkCommand, nicPidFile, type NicPlaces, nicSocket, passtCommand } from './passt-command.ts'

/** passt is ready after some 15 ms, with pasta after some 50 ms; this is for a host that is very busy. */
const readyMs = 10_000

/**
 * Starts what connects one nic to the outside, and waits until QEMU can connect. Null when the nic needs nothing.
 * It lives on without us and ends when QEMU hangs up. Throws instance.port-in-use, host.tool-missing or
 * instance.start-failed, with nothing left running.
 */
export async function startPasst(
  instance: string,
  nic: PlannedNic,
  places: NicPlaces,
  index: number,
  signal: AbortSignal,
): Promise<ProcessIdentity | null> {
  const command = passtCommand(nic, places, index)
  if (!command) return null
  signal.throwIfAborted()
  refuseIpv6(nic)
  if (places.user && (await findProgram('passt')) === undefined) throw lacking()
  const said = `${places.runFolder}/nic${index}.err`
  await makeFolder(places.runFolder)
  await removeTree(nicSocket(places, index))
  const process = await spawnDetached(command.file, command.args, said).catch(toFault)
  const outcome = await readyOrNot(command, process, said, signal)
  if (outcome === 'ready') {
    return command.readyBy === 'word' ? process.identity : await identityIn(nicPidFile(places, index))
  }
  signalProcess(process.identity, 'SIGTERM')
  await untilGone(process.identity, 1000)
  signal.throwIfAborted()
  throw await explainFailure(instance, nic.forward, outcome, (await readTextIfAny(said)) ?? '')
}

type Outcome = 'ready' | 'late' | Exit

async function readyOrNot(
  { readyBy }: NetworkCommand,
  { exited }: DetachedProcess,
  said: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const enough = new AbortController()
  // Neither the process nor the watch keeps us alive; this does.
  const timer = setTimeout(() => enough.abort(), readyMs)
  const stop = AbortSignal.any([signal, enough.signal])
  const late = new Promise<'late'>((resolve) => stop.addEventListener('abort', () => resolve('late'), { once: true }))
  const ended = exited.then((exit): Outcome => (exit.code === 0 && readyBy === 'exit' ? 'ready' : exit))
  // Its socket lies there a moment before anyone can connect to it; this comes after.
  const seen = untilFileSays(said, /You can now start qemu/, stop).then(
    () => 'ready' as const,
    () => 'late' as const,
  )
  try {
    return await Promise.race(readyBy === 'word' ? [ended, late, seen] : [ended, late])
  } finally {
    clearTimeout(timer)
    enough.abort()
  }
}

/** Null when it has ended in the meantime. */
async function identityIn(pidFile: string): Promise<ProcessIdentity | null> {
  const pid = Number((await readTextIfAny(pidFile))?.trim() ?? 0)
  return (pid > 0 ? identityOf(pid) : undefined) ?? null
}

function refuseIpv6({ forward }: PlannedNic): void {
  const first = forward.find(({ address }) => address.includes(':'))
  if (!first) return
  throw new Fault('instance.port-in-use', {
    forward: formatPortForward(first),
    reason: 'the network "user" forwards from IPv4 addresses only',
  })
}

function toFault(cause: NodeJS.ErrnoException): never {
  if (cause.code === 'ENOENT') throw lacking(cause)
  throw cause
}

function lacking(cause?: unknown): Fault {
  return new Fault('host.tool-missing', { tool: 'passt', package: 'passt' }, { cause })
}
