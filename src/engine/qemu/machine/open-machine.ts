import type { Clock } from '../../../contract/clock.ts'
import type { Ending } from '../../../contract/engine.ts'
import { isAlive, type ProcessIdentity, untilGone } from '../../../host/process.ts'
import { removeReceiver } from '../../../host/receive-file.ts'
import type { Exit } from '../../../host/process-spawn.ts'
import { seenConfinement } from '../confine/seen.ts'
import { doAfterStart } from '../process/after-start.ts'
import { QmpError } from '../qmp/error.ts'
import { EarlyLines } from '../warm/early-lines.ts'
import { goOn, type GoingOn } from '../warm/go-on.ts'
import { goOnAfterMemory } from '../snapshot/go-on-after-memory.ts'
import { endingOf } from './ending.ts'
import { type Limits, Monitor } from './monitor.ts'
import { architectureOfTarget } from './target.ts'
import { QemuMachine } from './qemu-machine.ts'
import type { RunFiles } from './run-files.ts'
import { isAgentOpen, type Seen } from './status-watch.ts'
import { tracesOf } from './traces.ts'

/** QEMU that was started just now may need long until it greets, on a host that is very busy. */
export const startMs = 30_000

export type Opening = {
  readonly id: string
  readonly name: string
  readonly uuid: string
  readonly process: ProcessIdentity
  readonly files: RunFiles
  /** Only for our own child: then nobody else can hold its monitor, and its end is told to us. */
  readonly exited: Promise<Exit> | undefined
  readonly clock: Pick<Clock, 'sleep'>
  readonly limits: Limits
  /** What it goes on from, when it was started so and has not begun yet. */
  readonly goingOn?: GoingOn | undefined
}

/**
 * Connects to a running QEMU. One that lives and does not answer is given, too, as unresponsive; `ended` when the process is
 * gone, or when what answers is another machine.
 */
export async function openMachine(
  opening: Opening,
  signal: AbortSignal,
): Promise<QemuMachine | { readonly ended: Ending }> {
  const held = opening.goingOn?.held
  const monitor = held?.monitor ?? new Monitor(opening)
  const lines = held?.lines ?? (opening.goingOn && new EarlyLines(opening.files))
  try {
    const seen = await connect(opening, monitor, lines, signal)
    const confinement = await seenConfinement(opening.id, opening.process.pid, opening.files.folder)
    const parts = { ...opening, monitor, lines, confinement }
    if (seen === 'silent') return new QemuMachine(parts, undefined)
    if (seen !== 'gone' && seen.uuid === opening.uuid) return new QemuMachine(parts, seen)
    await monitor.letGo()
    if (seen === 'gone') return { ended: await endingHere(opening) }
    return { ended: { kind: 'crashed', reason: 'another machine answers on its monitor' } }
  } catch (error) {
    await monitor.letGo()
    lines?.close()
    throw error
  }
}

type Answers = Seen & { readonly uuid: string }

async function connect(
  { process, exited, limits, files, clock, goingOn }: Opening,
  monitor: Monitor,
  lines: EarlyLines | undefined,
  signal: AbortSignal,
): Promise<Answers | 'silent' | 'gone'> {
  if (!isAlive(process)) return 'gone'
  const over = new AbortController()
  void exited?.then(() => over.abort())
  const patience = AbortSignal.timeout(exited ? startMs : 3 * limits.greeting)
  const stop = AbortSignal.any([signal, over.signal, patience])
  try {
    if (!goingOn?.held) await monitor.connect(exited ? startMs : limits.greeting, stop)
    const going = goingOn && lines && goOn(goingOn, { monitor, lines, pid: process.pid, clock }, stop)
    // One that was held is asked in the same breath: once its processors run, they leave its monitor little time.
    if (!goingOn?.held) await going
    const [answers] = await Promise.all([ask(monitor, stop), going])
    const beyondPatience = AbortSignal.any([signal, over.signal])
    const hasBegun = await doAfterStart(files.afterStart, monitor, clock, beyondPatience)
    if (exited === undefined) await removeReceiver(files.memory)
    const isOurs = exited !== undefined || answers.status.running
    if (!hasBegun && (isOurs || !(await goOnAfterMemory(monitor, clock, beyondPatience)))) return answers
    return { ...answers, status: await monitor.call('query-status', {}, beyondPatience) }
  } catch (error) {
    signal.throwIfAborted()
    // A monitor that hangs up is mostly the last sign of a process that ends.
    if (await untilGone(process, error instanceof QmpError ? 500 : 0)) return 'gone'
    if (patience.aborted || error instanceof QmpError) return 'silent'
    throw error
  }
}

async function ask(monitor: Monitor, signal: AbortSignal): Promise<Answers> {
  const [{ UUID: uuid }, status, lines, target] = await Promise.all([
    monitor.call('query-uuid', {}, signal),
    monitor.call('query-status', {}, signal),
    monitor.call('query-chardev', {}, signal),
    monitor.call('query-target', {}, signal),
  ])
  return { uuid, status, agentOpen: isAgentOpen(lines), arch: architectureOfTarget(target) }
}

async function endingHere({ files, process, exited }: Opening): Promise<Ending> {
  return endingOf(await tracesOf(files, { asked: false, shutdown: undefined, process, exited }))
}
