import type { MachineStatus } from '../../../contract/engine.ts'
import type { Architecture } from '../../../model/architecture.ts'
import { agentPort } from '../argv/agent.ts'
import type { QmpReply } from '../qmp/commands.ts'
import { QmpError } from '../qmp/error.ts'
import type { QmpEvent } from '../qmp/events.ts'
import type { Monitor } from './monitor.ts'
import { NewsFeed } from './news-feed.ts'
import { architectureOfTarget } from './target.ts'
import { afterAnswer, afterEvent, type Step, unseen, type View } from './view.ts'

/** What a monitor has answered when it was asked first. */
export type Seen = {
  readonly status: QmpReply<'query-status'>
  readonly agentOpen: boolean
  readonly arch: Architecture
}

/** Who is told of what is no news of the machine. */
export type Told = {
  /** Somebody in the guest has opened, or closed, the port of its agent. True when that was not known. */
  agent(isOpen: boolean): boolean
  /** The guest has let go of a device. */
  unplugged(device: string | undefined): void
  /** The process is gone. */
  gone(): void
}

/** Milliseconds for which an answer is not asked for again: what changes meanwhile comes as an event. */
const freshMs = 50

/** What a machine does, as its monitor tells: its newest state, and news of every change. */
export class StatusWatch {
  readonly news = new NewsFeed()
  readonly #monitor: Monitor
  readonly #told: Told
  readonly #over: AbortSignal
  #view: View = unseen
  #silence: string | null = null
  #answeredAt = -Infinity
  #arch: Architecture = 'x86_64'

  /** `seen` is undefined for a monitor that is silent. Nothing is asked any more after `over`. */
  constructor(monitor: Monitor, told: Told, seen: Seen | undefined, over: AbortSignal) {
    this.#monitor = monitor
    this.#told = told
    this.#over = over
    if (seen) {
      this.#view = afterAnswer(this.#view, seen.status).view
      this.#arch = seen.arch
      this.#answeredAt = performance.now()
      told.agent(seen.agentOpen)
    } else this.#silence = 'its monitor does not answer'
    monitor.watch(
      {
        event: (event) => this.#take(event),
        refresh: () => void this.#refresh(),
        silent: (reason) => this.#fallSilent(reason),
        gone: () => told.gone(),
      },
      seen !== undefined,
    )
  }

  get current(): MachineStatus {
    return this.#silence === null ? this.#view.status : { kind: 'unresponsive', reason: this.#silence }
  }

  get arch(): Architecture {
    return this.#arch
  }

  /** Why QEMU has said that it ends. */
  get shutdown(): View['shutdown'] {
    return this.#view.shutdown
  }

  async status(signal: AbortSignal): Promise<MachineStatus> {
    signal.throwIfAborted()
    if (performance.now() - this.#answeredAt > freshMs) await this.#ask(signal)
    return this.current
  }

  async #ask(signal: AbortSignal): Promise<void> {
    try {
      this.#apply(afterAnswer(this.#view, await this.#monitor.call('query-status', {}, signal)))
      this.#answeredAt = performance.now()
    } catch (error) {
      if (!(error instanceof QmpError)) throw error
    }
  }

  #take(event: QmpEvent): void {
    if (event.name === 'DEVICE_DELETED') this.#told.unplugged(event.data.device)
    const step = afterEvent(this.#view, event, agentPort)
    for (const news of step.news) if (news.kind === 'agent') this.#told.agent(news.connected)
    this.#apply(step)
  }

  #apply({ view, news }: Step): void {
    this.#view = view
    for (const each of news) if (each.kind !== 'status' || this.#silence === null) this.news.push(each)
  }

  #fallSilent(reason: string): void {
    this.#silence = reason
    this.#tell()
  }

  /** It speaks, so it may be asked what has happened meanwhile. */
  async #refresh(): Promise<void> {
    this.#silence = null
    await this.#ask(this.#over).catch(() => {})
    this.#tell()
    const lines = await this.#monitor.call('query-chardev', {}, this.#over).catch(() => undefined)
    if (lines === undefined) return
    const connected = isAgentOpen(lines)
    if (this.#told.agent(connected)) this.news.push({ kind: 'agent', connected })
    const target = await this.#monitor.call('query-target', {}, this.#over).catch(() => undefined)
    if (target) this.#arch = architectureOfTarget(target)
  }

  #tell(): void {
    this.news.push({ kind: 'status', status: this.current })
  }
}

export function isAgentOpen(lines: QmpReply<'query-chardev'>): boolean {
  return lines.some((line) => line.label === 'agent' && line['frontend-open'])
}
