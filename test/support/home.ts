import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import './both-failures.ts'
import { makeHomeFolder } from './home-folder.ts'
import { Canary } from './oracle/canary.ts'
import { type Holdings, holdingsOf } from './oracle/holdings.ts'
import { assertNothingLeft } from './oracle/nothing-left.ts'

const root = join(import.meta.dirname, '../..')
const program = join(root, 'dist/cli/main.js')

export type Outcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

export type CallOptions = {
  readonly stdin?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Another build of the command line than ours. */
  readonly program?: string
  /** Wall-clock limit in milliseconds; one minute by default. */
  readonly timeoutMs?: number
  /** Called with what was written so far, each time something comes. */
  readonly onOutput?: (
    soFar: { readonly stdout: string; readonly stderr: string },
    stop: (signal: NodeJS.Signals) => void,
  ) => void
}

/** A user's own stroj, as built, with a state folder of its own and a real daemon that it starts itself. */
export class Home implements AsyncDisposable {
  readonly path: string
  readonly #before: Holdings
  readonly #canary: Canary
  readonly #temporary: boolean

  private constructor(path: string, before: Holdings, canary: Canary, temporary: boolean) {
    this.path = path
    this.#before = before
    this.#canary = canary
    this.#temporary = temporary
  }

  static async #open(path: string, temporary: boolean): Promise<Home> {
    return new Home(path, await holdingsOf(path), await Canary.plant(), temporary)
  }

  /** An empty home that is gone when its scope ends; with the settings of its daemon, as text. */
  static async fresh(settings?: string): Promise<Home> {
    const path = await makeHomeFolder()
    if (settings !== undefined) await writeFile(join(path, 'daemon.yaml'), settings)
    return Home.#open(path, true)
  }

  /** The home that all end-to-end tests share, with the images built once. */
  static async shared(): Promise<Home> {
    const path = process.env['STROJ_TEST_HOME']
    if (path === undefined) throw new Error('run with --test-global-setup=test/support/global-setup.ts')
    return Home.#open(path, false)
  }

  /** A home that stays. */
  static async at(path: string): Promise<Home> {
    return Home.#open(path, false)
  }

  /** Runs `stroj` with these words to its end, without a terminal. */
  async stroj(words: readonly string[], options: CallOptions = {}): Promise<Outcome> {
    const child = spawn(process.execPath, [options.program ?? program, ...words], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: this.path,
        STROJ_HOME: this.path,
        STROJ_AUTOMATIC_WARMING: 'off',
        ...options.environment,
      },
      timeout: options.timeoutMs ?? 60_000,
      killSignal: 'SIGKILL',
    })
    const written = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        written[stream] += text
        options.onOutput?.(written, (signal) => child.kill(signal))
      })
    }
    child.stdin.on('error', () => undefined).end(options.stdin ?? '')
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, ...written }
  }

  /** Its standard output; throws when it did not end well. */
  async ok(words: readonly string[], options: CallOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.stroj(words, options)
    if (code !== 0) throw new Error(`stroj ${words.join(' ')} ended with ${code}:\n${stdout}${stderr}`)
    return stdout
  }

  async json<T>(words: readonly string[]): Promise<T> {
    return JSON.parse(await this.ok([...words, '--format', 'json'])) as T
  }

  async daemonPid(): Promise<number> {
    return Number(await readFile(join(this.path, 'state/daemon.pid'), 'utf8'))
  }

  /** Ends with the oracle: nothing is left here, and nothing was touched elsewhere. A home of its own is removed. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await assertNothingLeft(this.path, this.#before)
      await this.#canary.assertUntouched()
    } finally {
      await this.#canary.remove()
      // What one test has left must not fail the next.
      if (this.#temporary) await this.remove()
      else await this.#removeInstances()
    }
  }

  /** Ends whatever runs in it, and deletes it. */
  async remove(): Promise<void> {
    await this.#removeInstances()
    await this.stroj(['daemon', 'stop'])
    await rm(this.path, { recursive: true, force: true })
  }
  async #removeInstances(): Promise<void> {
    const names = (await this.stroj(['ls', '-q'])).stdout.split('\n').filter((name) => name !== '')
    if (names.length > 0) await this.stroj(['rm', '--force', ...names])
  }
}
