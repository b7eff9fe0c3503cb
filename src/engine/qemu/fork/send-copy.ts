import type { Clock } from '../../../contract/clock.ts'
import type { CopySent, LiveCopy } from '../../../contract/engine.ts'
import type { Report } from '../../../kit/report.ts'
import {
  addOverlays,
  type Holder,
  isUnchanged,
  overlaysOf,
  removeOverlays,
  switchOver,
} from '../snapshot/take-layer.ts'
import { QmpError } from '../qmp/error.ts'
import type { QmpEvent } from '../qmp/events.ts'
import { type Calls, CopyWatch } from './copy-watch.ts'
import { letRun } from '../machine/let-run.ts'
import { endCopy } from './end-copy.ts'

export type Sender = Holder & {
  readonly monitor: Calls
  readonly clock: Pick<Clock, 'sleep'>
  readonly report: Report
}

/** How long the rest of the memory may take while the guest stands still; at first, and at most; in milliseconds. */
const firstDowntimeMs = 20
const lastDowntimeMs = 60_000

/** What QEMU has for any migration, in milliseconds. */
const usualDowntimeMs = 300

/** How long a guest may write faster than it is copied before it is given more time to stand still, in milliseconds. */
const patienceMs = 2000

/**
 * Copies the memory of a machine behind the back of its guest, round by round as a live migration does; then the guest stands
 * still for what is left, its disks get their new files, and it goes on. It works on memory of any kind, a private mapping of
 * a file too, and a copy that breaks off leaves the guest running, neither of which is so of a background snapshot.
 */
export async function sendCopy(copy: LiveCopy, sender: Sender, signal: AbortSignal): Promise<CopySent> {
  const { monitor, clock } = sender
  await endCopy(monitor, clock, signal)
  const overlays = overlaysOf(copy)
  await addOverlays(overlays, sender, signal)
  let isSwitched = false
  try {
    await chooseLive(monitor, true, signal)
    const began = await untilItStands(copy.socket, sender, signal)
    // From here on it is not cancelled any more: what is left takes no time that anybody would notice.
    const rest = AbortSignal.timeout(lastDowntimeMs * 2)
    if (overlays.length > 0) await switchOver(overlays, sender, rest)
    isSwitched = true
    return await finish(began, sender, rest)
  } catch (error) {
    await endCopy(monitor, clock, AbortSignal.timeout(15_000)).catch(() => undefined)
    if (!isSwitched && isUnchanged(error)) await removeOverlays(overlays, sender)
    throw error
  } finally {
    await chooseLive(monitor, false, AbortSignal.timeout(5000)).catch(() => undefined)
  }
}

/** Sends until the guest stands still and only the rest is left. Gives the time at which it stopped. */
async function untilItStands(socket: string, { monitor, clock, report }: Sender, signal: AbortSignal): Promise<number> {
  using watch = new CopyWatch(monitor, signal)
  let stoppedAt: number | undefined
  void watch.next(isStop).then(
    () => (stoppedAt = performance.now()),
    () => undefined,
  )
  const stands = watch.next(isStanding)
  await monitor.call('migrate', { uri: `unix:${socket}` }, signal)
  void watch.untilOver(clock, report, { firstDowntimeMs, lastDowntimeMs, patienceMs })
  const { data } = await stands
  if (data.status !== 'pre-switchover') throw await watch.failure()
  return stoppedAt ?? performance.now()
}

/** The rest goes over, and the guest goes on. */
async function finish(began: number, { monitor, clock }: Sender, signal: AbortSignal): Promise<CopySent> {
  using watch = new CopyWatch(monitor, signal)
  try {
    const over = watch.next(isOver)
    await monitor.call('migrate-continue', { state: 'pre-switchover' }, signal)
    const { data } = await over
    if (data.status !== 'completed') throw await watch.failure()
    await letRun(monitor, clock, signal)
    return { pauseMs: performance.now() - began, lost: null }
  } catch (error) {
    await endCopy(monitor, clock, AbortSignal.timeout(15_000))
    if (error instanceof QmpError && error.why.kind !== 'refused') throw error
    return { pauseMs: performance.now() - began, lost: error instanceof Error ? error.message : String(error) }
  }
}

async function chooseLive(monitor: Calls, state: boolean, signal: AbortSignal): Promise<void> {
  const { parameters, capabilities } = livePhases(state)
  await monitor.call('migrate-set-parameters', parameters, signal)
  await monitor.call('migrate-set-capabilities', { capabilities }, signal)
}

/** Without a limit of bandwidth, and with a moment in which the disks can be switched. */
export function livePhases(state: boolean) {
  return {
    parameters: { 'max-bandwidth': 0, 'downtime-limit': state ? firstDowntimeMs : usualDowntimeMs },
    capabilities: [
      { capability: 'events', state: true },
      { capability: 'pause-before-switchover', state },
    ],
  } as const
}

type Migration = Extract<QmpEvent, { name: 'MIGRATION' }>

const isStop = (event: QmpEvent): event is Extract<QmpEvent, { name: 'STOP' }> => event.name === 'STOP'

function isStanding(event: QmpEvent): event is Migration {
  return event.name === 'MIGRATION' && ['pre-switchover', 'failed', 'cancelled'].includes(event.data.status)
}

function isOver(event: QmpEvent): event is Migration {
  return event.name === 'MIGRATION' && ['completed', 'failed', 'cancelled'].includes(event.data.status)
}
