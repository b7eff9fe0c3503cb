import process from 'node:process'
import { Interrupted, OutOfTime } from './problem-of.ts'

const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const

/** Why a command ends before it is done: Ctrl-C, a signal, or --timeout. The second Ctrl-C ends the process at once. */
export class Stop implements Disposable {
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout | undefined

  constructor(timeoutMs: number | undefined) {
    for (const name of Object.keys(signals)) process.on(name, this.#onSignal)
    if (timeoutMs === undefined) return
    this.#timer = setTimeout(() => this.#controller.abort(new OutOfTime(timeoutMs)), timeoutMs)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  readonly #onSignal = (name: keyof typeof signals): void => {
    const number = signals[name]
    if (this.signal.aborted) process.exit(128 + number)
    this.#controller.abort(new Interrupted(number))
  };

  /** The signals stay ours to the very end, so that the exit code is ours too. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
  }
}
