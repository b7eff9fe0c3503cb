import type { Clock } from '../../../contract/clock.ts'
import type { Duplex } from '../../../host/unix-socket.ts'
import { Fault } from '../../../model/fault.ts'
import { ExecRequest, type ExecResult } from '../../../model/instance.ts'
import { addressesOf } from '../agent/addresses.ts'
import { AgentError } from '../agent/error.ts'
import { exec } from '../agent/exec.ts'
import { AgentPort } from '../agent/port.ts'
import { untilReady } from '../agent/ready.ts'
import type { AgentCommand, AgentReply } from '../agent/replies.ts'
import { AgentSession } from '../agent/session.ts'
import { type Traffic, trafficOf } from '../agent/traffic.ts'

/** In milliseconds; nothing of the guest writes meanwhile, so it is given up early. */
const freezeMs = 5000
const thawMs = 5000
const setTimeMs = 5000
/** An emulated guest takes a while to start a processor, and its agent waits for that. */
const processorsMs = 5000

/** Movable memory can be given back; a kernel that was told how at its boot is left as it is. */
const takesMemory = [
  'modprobe -q virtio_mem',
  'cd /sys/devices/system/memory && grep -q offline auto_online_blocks && echo online_movable > auto_online_blocks',
].join('; ')

export type TerminalSize = { readonly columns: number; readonly rows: number }

/** What one machine's guest can be asked through its agent. Faults name the instance as `name`. */
export class GuestAgent implements Disposable {
  readonly port = new AgentPort()
  readonly #name: string
  readonly #session: AgentSession
  readonly #clock: Pick<Clock, 'sleep'>
  /** Aborted when the machine is gone, or no longer in our care. */
  readonly #over: AbortSignal

  constructor(
    name: string,
    connect: (signal: AbortSignal) => Promise<Duplex>,
    clock: Pick<Clock, 'sleep'>,
    over: AbortSignal,
  ) {
    this.#name = name
    this.#session = new AgentSession(connect)
    this.#clock = clock
    this.#over = over
  }

  /** Takes the channel, so that the first command is answered at once. */
  async hold(): Promise<void> {
    await this.#session.connect(this.#over).catch(() => {})
  }

  /** The guest is being stopped. */
  doubt(): void {
    this.#session.doubt()
  }

  async ready(signal: AbortSignal): Promise<void> {
    await untilReady(this.#session, this.port, this.#clock, AbortSignal.any([signal, this.#over]))
  }

  async exec(request: ExecRequest, signal: AbortSignal): Promise<ExecResult> {
    const stop = AbortSignal.any([signal, this.#over])
    const since = performance.now()
    try {
      await this.#readyWithin(request.readyTimeoutMs, stop)
      return await exec(this.#session, this.#name, request, this.#clock, stop)
    } catch (error) {
      if (!(error instanceof AgentError)) throw error
      // A channel that hangs up is mostly the first sign of a machine that ends, which is the better reason.
      if (error.why.kind === 'disconnected') await this.#clock.sleep(1000, stop).catch(() => stop.throwIfAborted())
      const waitedMs = performance.now() - since
      throw new Fault('agent.silent', { name: this.#name, waitedMs }, { cause: error })
    }
  }

  /** Empty when the agent does not answer within a second. */
  async addresses(signal: AbortSignal): Promise<readonly string[]> {
    const interfaces = await this.#interfaces(signal)
    return interfaces ? addressesOf(interfaces) : []
  }

  /** Undefined when the agent does not answer within a second, or does not count. */
  async traffic(signal: AbortSignal): Promise<Traffic | undefined> {
    const interfaces = await this.#interfaces(signal)
    return interfaces && trafficOf(interfaces)
  }

  /** Does nothing when there is no agent, or when the guest has no such terminal. */
  async resize(terminal: string, { columns, rows }: TerminalSize, signal: AbortSignal): Promise<void> {
    if (!this.port.isOpen) return
    const command = ['stty', '-F', `/dev/${terminal}`, 'rows', String(rows), 'cols', String(columns)]
    const request = ExecRequest.parse({ command, timeoutMs: 2000, readyTimeoutMs: 1000 })
    await this.exec(request, signal).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error
    })
  }

  /** Asks the guest to shut down. Does nothing when there is no agent; a refusal is as good as no answer. */
  async shutDown(signal: AbortSignal): Promise<void> {
    if (!this.port.isOpen) return
    const stop = AbortSignal.any([signal, this.#over])
    await this.#session
      .call('guest-shutdown', { mode: 'powerdown' }, { timeoutMs: 1000 }, stop)
      .catch((error: unknown) => {
        if (!(error instanceof AgentError)) throw error
      })
  }

  /** Gives the guest the time of the host; false when it has no agent that takes it within some seconds. */
  async tellTime(signal: AbortSignal): Promise<boolean> {
    const stop = AbortSignal.any([signal, this.#over])
    try {
      await this.#readyWithin(setTimeMs, stop)
      const time = Date.now() * 1_000_000
      await this.#session.call('guest-set-time', { time }, { timeoutMs: setTimeMs }, stop)
      return true
    } catch (error) {
      if (!(error instanceof AgentError)) throw error
      return error.why.kind === 'refused' && this.#runDate(stop)
    }
  }

  /** The processors of the guest, first ones first; undefined when it has no agent that tells them. */
  async processors(signal: AbortSignal): Promise<AgentReply<'guest-get-vcpus'> | undefined> {
    const found = await this.#askQuickly('guest-get-vcpus', {}, signal)
    return found?.toSorted((a, b) => a['logical-id'] - b['logical-id'])
  }

  /** Switches processors on or off. Does nothing when there is no agent that can; see `processors` for what came of it. */
  async switchProcessors(
    vcpus: readonly { readonly 'logical-id': number; readonly online: boolean }[],
    signal: AbortSignal,
  ): Promise<void> {
    await this.#askQuickly('guest-set-vcpus', { vcpus }, signal)
  }

  /** Has a Linux guest load its driver for more memory, and take that into use by itself. What it cannot does not matter. */
  async expectMemory(signal: AbortSignal): Promise<void> {
    if (!this.port.isOpen) return
    const command = ['/bin/sh', '-c', takesMemory]
    const request = ExecRequest.parse({ command, timeoutMs: 10_000, readyTimeoutMs: 1000 })
    await this.exec(request, signal).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error
    })
  }

  /** Freezes the file systems of the guest; false when there is no agent, or it cannot. What is half frozen is thawed. */
  async freeze(signal: AbortSignal): Promise<boolean> {
    if (!this.port.isOpen) return false
    const stop = AbortSignal.any([signal, this.#over])
    try {
      return (await this.#session.call('guest-fsfreeze-freeze', {}, { timeoutMs: freezeMs }, stop)) > 0
    } catch (error) {
      await this.thaw()
      if (error instanceof AgentError) return false
      throw error
    }
  }

  /** Thaws them, whatever has happened; a guest that does not listen thaws by itself, or never was frozen. */
  async thaw(): Promise<void> {
    for (let attempt = 0; attempt < 3 && !this.#over.aborted; attempt++) {
      const thawed = await this.#session.call('guest-fsfreeze-thaw', {}, { timeoutMs: thawMs }, this.#over).then(
        () => true,
        (error: unknown) => error instanceof AgentError && error.why.kind === 'refused',
      )
      if (thawed) return
    }
  }

  [Symbol.dispose](): void {
    this.#session[Symbol.dispose]()
  }

  #interfaces(signal: AbortSignal): Promise<AgentReply<'guest-network-get-interfaces'> | undefined> {
    return this.#askQuickly('guest-network-get-interfaces', {}, signal, 1000)
  }

  /** Undefined when there is no agent, or it does not answer in time, or cannot. */
  async #askQuickly<C extends AgentCommand>(
    command: C,
    args: object,
    signal: AbortSignal,
    timeoutMs = processorsMs,
  ): Promise<AgentReply<C> | undefined> {
    if (!this.port.isOpen) return undefined
    const stop = AbortSignal.any([signal, this.#over])
    try {
      return await this.#session.call(command, args, { timeoutMs }, stop)
    } catch (error) {
      if (error instanceof AgentError) return undefined
      throw error
    }
  }

  /** The agent of QEMU 7.2 sets no time where there is no /sbin/hwclock (qga/commands-posix.c). */
  async #runDate(signal: AbortSignal): Promise<boolean> {
    const command = ['date', '-s', `@${Math.round(Date.now() / 1000)}`]
    const request = ExecRequest.parse({ command, timeoutMs: setTimeMs, readyTimeoutMs: setTimeMs })
    return this.exec(request, signal).then(
      ({ exitCode }) => exitCode === 0,
      () => false,
    )
  }

  async #readyWithin(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.#session.isInStep && this.port.isOpen) return
    // Even without patience an agent that is there gets the time to say so.
    const limit = AbortSignal.timeout(Math.max(timeoutMs, 500))
    await this.ready(AbortSignal.any([signal, limit])).catch((error: unknown) => {
      if (!limit.aborted || signal.aborted) throw error
      throw new AgentError('guest-sync-delimited', { kind: 'silent', waitedMs: timeoutMs })
    })
  }
}
