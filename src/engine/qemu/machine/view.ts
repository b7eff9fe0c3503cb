import type { MachineNews, MachineStatus } from '../../../contract/engine.ts'
import { unreachable } from '../../../kit/unreachable.ts'
import type { QmpReply } from '../qmp/commands.ts'
import type { QmpEvent } from '../qmp/events.ts'

type RunState = QmpReply<'query-status'>
type ShutdownReason = Extract<QmpEvent, { name: 'SHUTDOWN' }>['data']['reason']

/** What the monitor has told so far. */
export type View = {
  readonly status: Exclude<MachineStatus, { kind: 'unresponsive' }>
  /** Why it stops, told just before it does. */
  readonly stopReason?: string | undefined
  /** The process ends after this. */
  readonly shutdown?: ShutdownReason | undefined
}

export type Step = { readonly view: View; readonly news: readonly MachineNews[] }

/** What an event changes. `agentPort` is the id of the device that the guest agent opens. */
export function afterEvent(view: View, event: QmpEvent, agentPort: string): Step {
  switch (event.name) {
    case 'RESUME':
      return changed({ ...view, status: { kind: 'running' }, stopReason: undefined })
    case 'STOP':
      return changed({ ...view, status: paused(view.stopReason) })
    case 'BLOCK_IO_ERROR':
      return event.data.action === 'stop' ? stops(view, ioReason(event.data)) : same(view)
    case 'GUEST_PANICKED':
      return event.data.action === 'pause' ? stops(view, 'the guest panicked') : same(view)
    case 'WATCHDOG':
      return event.data.action === 'pause' ? stops(view, 'the watchdog of the guest ran out') : same(view)
    case 'SHUTDOWN':
      return { view: { ...view, shutdown: event.data.reason }, news: [] }
    case 'RESET':
      return { view, news: [{ kind: 'guest-reset' }] }
    case 'DEVICE_DELETED':
    case 'MIGRATION':
      return same(view)
    case 'VSERPORT_CHANGE':
      return { view, news: event.data.id === agentPort ? [{ kind: 'agent', connected: event.data.open }] : [] }
    case 'NETDEV_STREAM_DISCONNECTED':
      return { view, news: [{ kind: 'helper-died', helper: `passt (${event.data['netdev-id']})` }] }
    default:
      return unreachable(event)
  }
}

/** What an answer to query-status changes. A reason that an event has told is better than what can be said from here. */
export function afterAnswer(view: View, answer: RunState): Step {
  const status = answer.running ? ({ kind: 'running' } as const) : paused(view.stopReason ?? reasonOf[answer.status])
  if (status.kind === view.status.kind && reasonIn(status) === reasonIn(view.status)) return same(view)
  return changed({ ...view, status, ...(answer.running && { stopReason: undefined }) })
}

export const unseen: View = { status: { kind: 'paused' } }

const diskFull = 'the disk of the host is full; it goes on by itself once there is room'
/** All that the state alone tells: a daemon that was not there when it happened tries again, and is told then. */
const unknownFailure = 'a request to a disk failed; the file system of the host may be full'
const mayBeFull: readonly string[] = [diskFull, unknownFailure]

/** Why it stands still, where the state alone says it. */
const reasonOf: Readonly<Partial<Record<RunState['status'], string>>> = {
  'io-error': unknownFailure,
  'guest-panicked': 'the guest panicked',
  'internal-error': 'QEMU met an internal error',
  watchdog: 'the watchdog of the guest ran out',
  shutdown: 'the guest has shut down',
  suspended: 'the guest sleeps',
  prelaunch: 'it has not begun yet',
}

function ioReason(data: Extract<QmpEvent, { name: 'BLOCK_IO_ERROR' }>['data']): string {
  return data.nospace === true ? diskFull : `a disk ${data.operation} failed: ${data.reason}`
}

/** The event comes before STOP or, when two disks fail, after it. */
function stops(view: View, reason: string): Step {
  const next = { ...view, stopReason: reason }
  return view.status.kind === 'paused' ? changed({ ...next, status: paused(reason) }) : same(next)
}

function paused(reason: string | undefined): View['status'] {
  if (reason === undefined) return { kind: 'paused' }
  return mayBeFull.includes(reason) ? { kind: 'paused', reason, isDiskFull: true } : { kind: 'paused', reason }
}

function reasonIn(status: View['status']): string | undefined {
  return status.kind === 'paused' ? status.reason : undefined
}

function same(view: View): Step {
  return { view, news: [] }
}

function changed(view: View): Step {
  return { view, news: [{ kind: 'status', status: view.status }] }
}
