import type { Clock } from '../../../contract/clock.ts'
import { isAlive, type ProcessIdentity, untilGone } from '../../../host/process.ts'
import type { QmpArguments, QmpCommand, QmpReply } from '../qmp/commands.ts'
import { QmpError } from '../qmp/error.ts'
import type { QmpEvent } from '../qmp/events.ts'
import type { QmpSession } from '../qmp/session.ts'
import { connectMonitor } from './connect-monitor.ts'
import type { RunFiles } from './run-files.ts'

/** In milliseconds. */
export type Limits = {
  /** For the greeting of a monitor that another client may hold. */
  readonly greeting: number
  readonly command: number
  /** Between two looks at a machine that says nothing. */
  readonly heartbeat: number
  /** For QEMU to end in order when it is told to quit. */
  readonly quit: number
}

export const usualLimits: Limits = { greeting: 1000, command: 5000, heartbeat: 10_000, quit: 2000 }

export type MonitorListener = {
  event(event: QmpEvent): void
  /** QEMU does not answer any more. */
  silent(reason: string): void
  /** QEMU speaks again, or events were missed: ask for its state. */
  refresh(): void
  /** The process is gone. Nothing comes after this. */
  gone(): void
}

export type MonitorOptions = {
  readonly process: ProcessIdentity
  readonly files: RunFiles
  readonly limits: Limits
  readonly clock: Pick<Clock, 'sleep'>
}

/** The monitor of one process for as long as it lives: connects again when the connection is lost, notices silence. */
export class Monitor {
  readonly #options: MonitorOptions
  readonly #letGo = new AbortController()
  #listener: MonitorListener | undefined
  #session: QmpSession | undefined
  #silent = false
  #heardSomething = true
  /** Commands under way that may take longer than others: meanwhile QEMU answers nobody, and is well. */
  #long = 0

  constructor(options: MonitorOptions) {
    this.#options = options
  }

  get isSilent(): boolean {
    return this.#silent || this.#session === undefined
  }

  /** Connects for the first time. Rejects with QmpError or the signal's reason; `watch` may follow in either case. */
  async connect(greetingMs: number, signal: AbortSignal): Promise<void> {
    this.#session = await connectMonitor(this.#options.files, greetingMs, this.#heard, signal)
  }

  /**
   * From now on the listener is told what happens, until the process is gone or `letGo` is called. `answered` is false
   * when it has not got an answer yet.
   */
  watch(listener: MonitorListener, answered: boolean): void {
    this.#listener = listener
    this.#silent = !answered
    void this.#keep()
    void this.#beat()
  }

  /** Rejects with QmpError, or with the signal's reason. */
  async call<C extends QmpCommand>(
    command: C,
    args: QmpArguments[C],
    signal: AbortSignal,
    timeoutMs = this.#options.limits.command,
  ): Promise<QmpReply<C>> {
    if (!this.#session) throw new QmpError(command, { kind: 'disconnected', reason: 'the monitor is not connected' })
    const isLong = timeoutMs > this.#options.limits.command
    if (isLong) this.#long++
    try {
      return await this.#session.call(command, args, signal, timeoutMs)
    } catch (error) {
      if (error instanceof QmpError && error.why.kind === 'timeout' && (isLong || this.#long === 0)) {
        this.#fallSilent(`QEMU has not answered for ${Math.ceil(timeoutMs / 1000)} seconds`)
      }
      throw error
    } finally {
      if (isLong) this.#long--
    }
  }

  /** The next event that fits, beginning now. Rejects with QmpError when the connection is lost, or the signal's reason. */
  async next<E extends QmpEvent>(fits: (event: QmpEvent) => event is E, signal: AbortSignal): Promise<E> {
    if (!this.#session) throw new QmpError('event', { kind: 'disconnected', reason: 'the monitor is not connected' })
    return this.#session.next(fits, signal)
  }

  async letGo(): Promise<void> {
    this.#letGo.abort()
    await this.#session?.[Symbol.asyncDispose]()
  }

  async #keep(): Promise<void> {
    const { signal } = this.#letGo
    while (!signal.aborted) {
      if (this.#session) await this.#listenTo(this.#session)
      else this.#fallSilent('its monitor does not answer')
      if (signal.aborted) return
      // A monitor that closes is mostly the last sign of a process that ends.
      if (await untilGone(this.#options.process, this.#session ? 2000 : 0)) return this.#listener?.gone()
      if (this.#session) this.#fallSilent('the connection to its monitor was lost')
      this.#session = undefined
      this.#session = await this.#connectAgain()
      this.#heard()
    }
  }

  async #listenTo(session: QmpSession): Promise<void> {
    for await (const event of session.events) {
      if (this.#letGo.signal.aborted) return
      this.#listener?.event(event)
      if (session.takeMissed()) this.#listener?.refresh()
    }
    await session.ended
  }

  /** Undefined when it did not succeed this time. */
  async #connectAgain(): Promise<QmpSession | undefined> {
    const { files, limits, clock } = this.#options
    const signal = AbortSignal.any([this.#letGo.signal, AbortSignal.timeout(3 * limits.greeting)])
    try {
      return await connectMonitor(files, limits.greeting, this.#heard, signal)
    } catch {
      await clock.sleep(100, this.#letGo.signal).catch(() => {})
      return undefined
    }
  }

  async #beat(): Promise<void> {
    const { clock, limits, process } = this.#options
    const { signal } = this.#letGo
    while (isAlive(process)) {
      await clock.sleep(limits.heartbeat, signal).catch(() => {})
      if (signal.aborted) return
      if (!this.#heardSomething && this.#long === 0) await this.call('query-status', {}, signal).catch(() => {})
      this.#heardSomething = false
    }
  }

  #fallSilent(reason: string): void {
    if (this.#silent) return
    this.#silent = true
    this.#listener?.silent(reason)
  }

  /** A greeting alone is no sign of life: only with a session can anything be asked. */
  readonly #heard = (): void => {
    if (!this.#session) return
    this.#heardSomething = true
    if (!this.#silent) return
    this.#silent = false
    this.#listener?.refresh()
  }
}
