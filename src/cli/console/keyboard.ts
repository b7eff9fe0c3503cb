import process from 'node:process'
import type { TerminalSize } from '../../sdk/console.ts'

/** What the person types. On a terminal every key comes as it is pressed; disposing gives the terminal back as it was. */
export class Keyboard implements Disposable {
  readonly isTerminal: boolean
  readonly #listening: boolean

  /** @param input false: nothing is read */
  constructor(input: boolean) {
    const { stdin } = process
    this.#listening = input
    this.isTerminal = input && stdin.isTTY
    if (this.isTerminal) stdin.setRawMode(true)
  }

  /** Each piece is waited for before the next is read. */
  listen(take: (typed: Uint8Array) => Promise<void>): void {
    if (!this.#listening) return
    process.stdin.on('data', (typed: Buffer) => {
      process.stdin.pause()
      void take(typed)
        .catch(() => undefined)
        .then(() => process.stdin.resume())
    })
  }

  [Symbol.dispose](): void {
    if (!this.#listening) return
    process.stdin.removeAllListeners('data')
    process.stdin.pause()
    if (this.isTerminal) process.stdin.setRawMode(false)
  }
}

/** Of the terminal that stdout is; undefined where it is none. */
export function terminalSize(): TerminalSize | undefined {
  const { stdout } = process
  return stdout.isTTY && stdout.columns > 0 ? { columns: stdout.columns, rows: stdout.rows } : undefined
}

/** Calls back for each change of the size, until disposed. */
export function watchTerminalSize(changed: (size: TerminalSize) => void): Disposable {
  const tell = (): void => {
    const size = terminalSize()
    if (size !== undefined) changed(size)
  }
  process.stdout.on('resize', tell)
  return { [Symbol.dispose]: () => void process.stdout.off('resize', tell) }
}
