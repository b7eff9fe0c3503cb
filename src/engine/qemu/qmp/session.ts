import { Feed } from '../../../kit/feed.ts'
import { unlessAborted, within } from '../../../kit/within.ts'
import type { Duplex } from '../../../host/unix-socket.ts'
import { cappedLines } from './capped-lines.ts'
import { parseReply, type QmpArguments, type QmpCommand, type QmpReply } from './commands.ts'
import { QmpError, type QmpFailure } from './error.ts'
import { parseEvent, type QmpEvent } from './events.ts'
import { parseMessage, type QmpMessage } from './message.ts'

const maxLineBytes = 16 * 1024 * 1024
/** More than one read of a socket can hold, so only a reader that is stuck ever misses an event. */
const waitingEvents = 1024

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void }

/** One connection to a monitor: commands matched with their answers by id, events as a feed. */
export class QmpSession implements AsyncDisposable {
  /** For one reader. Ends with the connection. */
  readonly events = new Feed<QmpEvent>(waitingEvents)
  /** Resolves with the reason when the connection has ended, from whichever side. Never rejects. */
  readonly ended: Promise<string>
  readonly #socket: Duplex
  readonly #waiting = new Map<number, Waiting & { readonly command: string }>()
  readonly #greeting = Promise.withResolvers<void>()
  /** Who waits for a certain event, besides the reader of all. */
  readonly #watchers = new Set<(event: QmpEvent) => void>()
  readonly #heard: () => void
  #endReason: string | undefined
  #lastId = 0
  #missed = false

  private constructor(socket: Duplex, heard: () => void) {
    this.#socket = socket
    this.#heard = heard
    this.#greeting.promise.catch(() => {})
    this.ended = this.#readAll()
  }

  /**
   * Waits for QEMU's greeting. Rejects with QmpError when nothing comes within `greetingMs`: then the monitor serves
   * another client, or QEMU hangs. `heard` is called at whatever QEMU says.
   */
  static async open(
    socket: Duplex,
    { greetingMs, heard = () => {} }: { readonly greetingMs: number; readonly heard?: () => void },
    signal: AbortSignal,
  ): Promise<QmpSession> {
    const session = new QmpSession(socket, heard)
    try {
      await answered('greeting', session.#greeting.promise, greetingMs, signal)
      session.#leaveNegotiation()
      return session
    } catch (error) {
      await session[Symbol.asyncDispose]()
      throw error
    }
  }

  /** True once after events were lost because nobody read them: ask for the state anew. */
  takeMissed(): boolean {
    const missed = this.#missed
    this.#missed = false
    return missed
  }

  /** The next event that fits, beginning now. Rejects with QmpError when the connection ends, or with the signal's reason. */
  async next<E extends QmpEvent>(fits: (event: QmpEvent) => event is E, signal: AbortSignal): Promise<E> {
    const { promise, resolve } = Promise.withResolvers<E>()
    const watch = (event: QmpEvent): void => {
      if (fits(event)) resolve(event)
    }
    this.#watchers.add(watch)
    const over = this.ended.then((reason) => {
      throw new QmpError('event', { kind: 'disconnected', reason })
    })
    over.catch(() => {})
    try {
      return await unlessAborted(Promise.race([promise, over]), signal)
    } finally {
      this.#watchers.delete(watch)
    }
  }

  /** Rejects with QmpError, or with the signal's reason. An answer that comes too late is dropped. */
  async call<C extends QmpCommand>(
    command: C,
    args: QmpArguments[C],
    signal: AbortSignal,
    timeoutMs = 5000,
  ): Promise<QmpReply<C>> {
    signal.throwIfAborted()
    if (this.#endReason !== undefined) {
      throw new QmpError(command, { kind: 'disconnected', reason: this.#endReason })
    }
    const id = ++this.#lastId
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#waiting.set(id, { command, resolve, reject })
    try {
      // A failed write is a hang-up, which the reader tells everyone who waits.
      this.#socket.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`).catch(() => {})
      return parseReply(command, await answered(command, promise, timeoutMs, signal))
    } finally {
      this.#waiting.delete(id)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end('the connection was closed by us')
    this.#socket.close()
    await this.ended
  }

  /** The answer is not waited for: the first commands go out in the same breath, which saves a turn of QEMU's main loop. */
  #leaveNegotiation(): void {
    this.call('qmp_capabilities', {}, new AbortController().signal).catch((error: unknown) => {
      this.#end(String(error))
      this.#socket.close()
    })
  }

  async #readAll(): Promise<string> {
    try {
      for await (const line of cappedLines(this.#socket.input, maxLineBytes)) {
        if (line.trim() === '') continue
        const message = parseMessage(line)
        if (!message) throw new Error(`QEMU said what is no QMP: ${line.slice(0, 80)}`)
        this.#heard()
        this.#take(message)
      }
      return this.#end('QEMU closed the monitor')
    } catch (error) {
      return this.#end(error instanceof Error ? error.message : String(error))
    } finally {
      this.#socket.close()
    }
  }

  #take(message: QmpMessage): void {
    switch (message.kind) {
      case 'greeting':
        return this.#greeting.resolve()
      case 'reply':
        return this.#waiting.get(message.id)?.resolve(message.value)
      case 'error':
        return this.#refuse(message.id, { kind: 'refused', class: message.class, description: message.desc })
      case 'event': {
        const event = parseEvent(message.name, message.data)
        if (!event) return
        for (const watch of this.#watchers) watch(event)
        if (!this.events.push(event)) this.#missed = true
      }
    }
  }

  #refuse(id: number, why: QmpFailure): void {
    const waiting = this.#waiting.get(id)
    waiting?.reject(new QmpError(waiting.command, why))
  }

  /** The first reason stays. */
  #end(reason: string): string {
    const first = (this.#endReason ??= reason)
    this.#greeting.reject(new QmpError('greeting', { kind: 'disconnected', reason: first }))
    for (const id of this.#waiting.keys()) this.#refuse(id, { kind: 'disconnected', reason: first })
    this.events.end()
    return first
  }
}

function answered<T>(command: string, promise: Promise<T>, timeoutMs: number, signal: AbortSignal): Promise<T> {
  return within(promise, timeoutMs, signal, () => new QmpError(command, { kind: 'timeout', timeoutMs }))
}
