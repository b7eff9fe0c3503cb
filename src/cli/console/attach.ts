import { attachConsole, type ConsoleConnection, type TerminalSize } from '../../sdk/console.ts'
import { RemoteFault } from '../../sdk/remote-fault.ts'
import type { Wire } from '../../sdk/wire.ts'
import { isDaemonGone } from '../problem-of.ts'
import type { Session } from '../session.ts'
import { wireAfter } from '../wire-after.ts'
import { DetachWatch } from './detach-keys.ts'
import { Harmless } from './harmless.ts'
import { Keyboard, terminalSize, watchTerminalSize } from './keyboard.ts'

export type Target = {
  readonly name: string
  readonly line: 'serial' | 'shell'
  readonly keys: readonly number[]
}

/** How it came to an end: the person has left, or the instance has ended. */
export type Leaving = 'left' | 'ended'

/** Joins the terminal to a line of an instance until one of them ends. A daemon that is restarted is waited for. */
export async function attach(session: Session, target: Target): Promise<Leaving> {
  const left = new AbortController()
  const viewer = new Viewer(target, AbortSignal.any([session.signal, left.signal]))
  const filter = session.screen.stdoutIsTerminal ? new Harmless() : undefined
  // The keyboard comes after the line, so that nothing that is typed is lost, and Ctrl-C works until then.
  const output = await viewer.connect(await session.wire())
  using keyboard = new Keyboard(session.input)
  using _resizes = watchTerminalSize((size) => viewer.resize(size))
  const watch = keyboard.isTerminal ? new DetachWatch(target.keys) : undefined
  keyboard.listen(async (typed) => {
    const { bytes, detach } = watch?.pass(typed) ?? { bytes: typed, detach: false }
    // Until now what came was the past, whose questions nobody waits for.
    if (filter) filter.allowsQueries = true
    await viewer.write(bytes)
    if (detach) left.abort()
  })
  try {
    await show(session, viewer, output, filter)
    return 'ended'
  } catch (error) {
    if (left.signal.aborted) return 'left'
    throw error
  } finally {
    if (filter) await session.screen.write(filter.isAlternate ? `\u001b[?1049l${calm}` : calm)
  }
}

/** Takes back what a guest may have left switched: colours, a hidden cursor, mouse reports, bracketed paste, key modes. */
const calm = '\u001b[0m\u001b[?25h\u001b[?1000;1002;1003;1006;2004l\u001b[?1l\u001b>'

async function show(
  session: Session,
  viewer: Viewer,
  first: AsyncIterable<Uint8Array>,
  filter: Harmless | undefined,
): Promise<void> {
  for (let output = first; ; ) {
    try {
      for await (const chunk of output) await session.screen.write(filter?.pass(chunk) ?? chunk)
      viewer.throwIfLeft()
      return
    } catch (error) {
      viewer.throwIfLeft()
      if (!isDaemonGone(error)) throw error
      session.screen.note('\n[stroj: the daemon has gone; connecting again]')
      viewer.forget()
      const again = await reconnect(viewer, await wireAfter(error, session))
      if (again === undefined) return
      output = again
      if (filter) await beginAnew(filter, session)
    }
  }
}

/** Undefined when the instance has ended meanwhile. */
async function reconnect(viewer: Viewer, wire: Wire): Promise<AsyncIterable<Uint8Array> | undefined> {
  return await viewer.connect(wire).catch((error: unknown) => {
    if (error instanceof RemoteFault && error.code === 'instance.wrong-state') return undefined
    throw error
  })
}

/** What was written last is shown once more. */
async function beginAnew(filter: Harmless, { screen }: Session): Promise<void> {
  filter.allowsQueries = false
  await screen.write('\u001b[H\u001b[2J')
}

/** The connection of the moment. What is typed while there is none is dropped. */
class Viewer {
  readonly #target: Target
  readonly #signal: AbortSignal
  #connection: ConsoleConnection | undefined

  constructor(target: Target, signal: AbortSignal) {
    this.#target = target
    this.#signal = signal
  }

  async connect(wire: Wire): Promise<AsyncIterable<Uint8Array>> {
    const { name, line } = this.#target
    this.#connection = await attachConsole(wire, name, { line, size: terminalSize(), signal: this.#signal })
    return this.#connection.output
  }

  forget(): void {
    this.#connection = undefined
  }

  throwIfLeft(): void {
    this.#signal.throwIfAborted()
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0) await this.#connection?.write(bytes)
  }

  resize(size: TerminalSize): void {
    this.#connection?.resize(size).catch(() => undefined)
  }
}
