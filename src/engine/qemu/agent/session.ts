import type { Duplex } from '../../../host/unix-socket.ts'
import { unlessAborted, within } from '../../../kit/within.ts'
import { LineTooLong } from '../qmp/capped-lines.ts'
import { AgentChannel, ChannelEnded } from './channel.ts'
import { AgentError } from './error.ts'
import { type AgentCommand, type AgentReply, agentReplies, parseAnswer } from './replies.ts'

const maxLineBytes = 1024 * 1024

/** In milliseconds: a guest that was stopped since then is rare, and a command to it waits for its next answer. */
const freshMs = 1000

export type AgentLimits = { readonly timeoutMs: number; readonly maxBytes?: number }

/**
 * The guest agent of one machine: one command at a time, each within a deadline and a size. After anything went wrong,
 * the next command first finds the agent's voice again (guest-sync-delimited), so a late or monstrous answer is never
 * taken for another's.
 */
export class AgentSession implements Disposable {
  readonly #connect: (signal: AbortSignal) => Promise<Duplex>
  #channel: AgentChannel | undefined
  #inStep = false
  #answeredAt = -Infinity
  #disposed = false
  #turn: Promise<void> = Promise.resolve()

  constructor(connect: (signal: AbortSignal) => Promise<Duplex>) {
    this.#connect = connect
  }

  /** The last command was answered, so the next one needs no preparation. */
  get isInStep(): boolean {
    return this.#inStep && this.#channel?.closed === false
  }

  /** It has answered a moment ago: no need to look whether it does. */
  get isFresh(): boolean {
    return this.isInStep && performance.now() - this.#answeredAt < freshMs
  }

  /** It may not answer any more: the next command looks first. */
  doubt(): void {
    this.#answeredAt = -Infinity
  }

  /** Opens the channel ahead of the first command: an agent whose channel nobody holds looks only every 100 ms. */
  async connect(signal: AbortSignal): Promise<void> {
    await this.#exclusively(signal, async () => void (await this.#opened(signal)))
  }

  /** Rejects with AgentError, or with the signal's reason. */
  async call<C extends AgentCommand>(
    command: C,
    args: object,
    { timeoutMs, maxBytes = maxLineBytes }: AgentLimits,
    signal: AbortSignal,
  ): Promise<AgentReply<C>> {
    const line = await this.#limited(command, timeoutMs, signal, async (channel, stop) => {
      if (!this.#inStep) await findStep(channel, stop)
      this.#inStep = false
      await channel.write(new TextEncoder().encode(`${JSON.stringify({ execute: command, arguments: args })}\n`), stop)
      const answer = await channel.readLine(maxBytes, stop)
      this.#findInStep()
      return answer
    })
    try {
      return understood(command, line)
    } catch (error) {
      // Whatever it was, the next line need not be the next answer.
      if (error instanceof AgentError && error.why.kind === 'malformed') this.#inStep = false
      throw error
    }
  }

  /** Whether the agent answers within the time. */
  async sync(timeoutMs: number, signal: AbortSignal): Promise<void> {
    await this.#limited('guest-sync-delimited', timeoutMs, signal, async (channel, stop) => {
      this.#inStep = false
      await findStep(channel, stop)
      this.#findInStep()
    })
  }

  /** Lets others have the channel: there is room for one. Every later command is rejected. */
  [Symbol.dispose](): void {
    this.#disposed = true
    this.#drop()
  }

  #findInStep(): void {
    this.#inStep = true
    this.#answeredAt = performance.now()
  }

  #drop(): void {
    this.#channel?.[Symbol.dispose]()
    this.#channel = undefined
  }

  async #limited<T>(
    command: string,
    timeoutMs: number,
    signal: AbortSignal,
    work: (channel: AgentChannel, stop: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const late = new AgentError(command, { kind: 'silent', waitedMs: timeoutMs })
    const giveUp = new AbortController()
    const stop = AbortSignal.any([signal, giveUp.signal])
    const done = this.#exclusively(stop, async () => work(await this.#opened(stop), stop))
    try {
      return await within(done, timeoutMs, signal, () => late)
    } catch (error) {
      giveUp.abort(late)
      throw this.#explained(command, error)
    }
  }

  #explained(command: string, error: unknown): unknown {
    if (error instanceof LineTooLong) {
      return new AgentError(command, { kind: 'malformed', description: `the answer is ${error.message}` })
    }
    if (!(error instanceof ChannelEnded)) return error
    this.#drop()
    return new AgentError(command, { kind: 'disconnected' })
  }

  async #opened(signal: AbortSignal): Promise<AgentChannel> {
    if (this.#channel?.closed === false) return this.#channel
    if (this.#disposed) throw new ChannelEnded()
    this.#inStep = false
    const socket = await this.#connect(signal).catch((error: unknown) => {
      signal.throwIfAborted()
      throw new ChannelEnded('', { cause: error })
    })
    const channel = new AgentChannel(socket)
    if (!this.#disposed) return (this.#channel = channel)
    // It was disposed while it connected.
    channel[Symbol.dispose]()
    throw new ChannelEnded()
  }

  /** Waits for its turn; whoever gives up while waiting leaves the order of the others as it is. */
  async #exclusively<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.#turn
    const mine = Promise.withResolvers<void>()
    this.#turn = before.then(() => mine.promise)
    try {
      await unlessAborted(before, signal)
      return await work()
    } finally {
      mine.resolve()
    }
  }
}

/** Makes sure that the next line is the answer to the next command. */
async function findStep(channel: AgentChannel, signal: AbortSignal): Promise<void> {
  const [id = 0] = crypto.getRandomValues(new Uint32Array(1))
  const text = JSON.stringify({ execute: 'guest-sync-delimited', arguments: { id } })
  // The byte 0xFF makes the agent forget half a command that it may hold.
  await channel.write(Uint8Array.of(0xff, ...new TextEncoder().encode(`${text}\n`)), signal)
  for (;;) {
    await channel.skipToMark(signal)
    const line = await channel.readLine(1024, signal).catch((error: unknown) => {
      if (error instanceof LineTooLong) return ''
      throw error
    })
    const answer = parseAnswer(line)
    if (answer && 'value' in answer && answer.value === id) return
  }
}

function understood<C extends AgentCommand>(command: C, line: string): AgentReply<C> {
  const answer = parseAnswer(line)
  if (!answer) throw new AgentError(command, { kind: 'malformed', description: 'the answer is no JSON of an agent' })
  if ('refusal' in answer) throw new AgentError(command, { kind: 'refused', description: answer.refusal })
  const parsed = agentReplies[command].safeParse(answer.value)
  if (parsed.success) return parsed.data as AgentReply<C>
  throw new AgentError(command, { kind: 'malformed', description: 'the answer does not fit the command' })
}
