import type { Operation } from '../../model/operation.ts'
import { progressLine } from './progress-line.ts'
import { visible } from './visible.ts'

/** What the person sees of long work. */
export type Progress = Disposable & {
  /** How it is now. */
  show(now: Pick<Operation, 'phase' | 'progress'>): void
  /** Takes its line away, so that something else can be written. */
  clear(): void
}

export type ProgressOutput = {
  readonly write: (text: string) => void
  /** One line that is drawn anew on a terminal; else one line for each phase. */
  readonly terminal: { readonly columns: () => number } | undefined
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number
}

const silent: Progress = { show: () => undefined, clear: () => undefined, [Symbol.dispose]: () => undefined }

export function openProgress(title: string, output: ProgressOutput | undefined): Progress {
  if (output === undefined) return silent
  return output.terminal === undefined
    ? new PlainProgress(title, output)
    : new LiveProgress(title, output, output.terminal)
}

/** Shorter work shows nothing, and shorter phases are not told: what flashes by only disturbs. */
const patienceMs = 250

/** For logs: a line for each phase that takes a while. */
class PlainProgress implements Progress {
  readonly #title: string
  readonly #output: ProgressOutput
  #phase = ''
  #timer: NodeJS.Timeout | undefined

  constructor(title: string, output: ProgressOutput) {
    this.#title = title
    this.#output = output
  }

  show({ phase }: Pick<Operation, 'phase'>): void {
    if (phase === this.#phase) return
    this.#phase = phase
    this.clear()
    if (phase === '') return
    this.#timer = setTimeout(() => this.#output.write(`${this.#title}: ${visible(phase)}\n`), patienceMs)
    this.#timer.unref()
  }

  clear(): void {
    clearTimeout(this.#timer)
  }

  [Symbol.dispose](): void {
    this.clear()
  }
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const frameMs = 100

class LiveProgress implements Progress {
  readonly #title: string
  readonly #output: ProgressOutput
  readonly #columns: () => number
  readonly #begun: number
  readonly #timer: NodeJS.Timeout
  readonly #pace = new Pace()
  #state: Pick<Operation, 'phase' | 'progress'> = { phase: '', progress: null }
  #frame = 0
  #drawn = false

  constructor(title: string, output: ProgressOutput, terminal: { readonly columns: () => number }) {
    this.#title = title
    this.#output = output
    this.#columns = terminal.columns
    this.#begun = output.now()
    this.#timer = setInterval(() => this.#draw(), frameMs)
    this.#timer.unref()
  }

  show(state: Pick<Operation, 'phase' | 'progress'>): void {
    if (state.phase !== this.#state.phase) this.#pace.restart()
    this.#state = state
    if (state.progress !== null) this.#pace.add(this.#output.now(), state.progress.done)
  }

  clear(): void {
    if (this.#drawn) this.#output.write('\r\u001b[K')
    this.#drawn = false
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
    this.clear()
  }

  #draw(): void {
    const elapsedMs = this.#output.now() - this.#begun
    if (elapsedMs < patienceMs) return
    const frame = frames[this.#frame++ % frames.length] ?? ''
    // The last column stays free: some terminals wrap when it is written.
    const width = this.#columns() - 1
    const text = progressLine(this.#title, this.#state, { frame, elapsedMs, rate: this.#pace.rate(), width })
    this.#output.write(`\r${text}\u001b[K`)
    this.#drawn = true
  }
}

/** Units a second, over the last seconds. */
class Pace {
  #points: { readonly at: number; readonly done: number }[] = []

  restart(): void {
    this.#points = []
  }

  add(at: number, done: number): void {
    this.#points = [...this.#points.filter((point) => point.at > at - paceWindowMs), { at, done }]
  }

  rate(): number | undefined {
    const [first, last] = [this.#points[0], this.#points.at(-1)]
    if (first === undefined || last === undefined || last.at - first.at < 500 || last.done <= first.done)
      return undefined
    return ((last.done - first.done) / (last.at - first.at)) * 1000
  }
}

const paceWindowMs = 10_000
