import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A program on a terminal of 80 columns, made by script(1), which is part of every Debian. */
export class Terminal implements AsyncDisposable {
  readonly #child
  #seen = ''
  #wake: (() => void) | undefined

  constructor(command: string, environment: Readonly<Record<string, string | undefined>>) {
    const line = `stty columns 80 rows 24; ${command}`
    this.#child = spawn('script', ['-qfec', line, '/dev/null'], {
      env: { TERM: 'xterm', ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#seen += text
      this.#wake?.()
    })
  }

  /** Everything that came to the screen. */
  get seen(): string {
    return this.#seen
  }

  type(keys: string): void {
    this.#child.stdin.write(keys)
  }

  /** Resolves as soon as this is on the screen; rejects when it has not come within ten seconds. */
  async sees(pattern: RegExp): Promise<void> {
    const late = AbortSignal.timeout(10_000)
    while (!pattern.test(this.#seen)) {
      if (late.aborted) throw new Error(`${String(pattern)} did not come:\n${this.#seen}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        late.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }

  /** Its exit code. */
  async ended(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode
    const [code] = (await once(this.#child, 'exit')) as [number | null]
    return code
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }
}
