import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** A stroj with a state folder of its own, as built, for one benchmark. */
export class BenchDaemon implements AsyncDisposable {
  readonly home: string

  private constructor(home: string) {
    this.home = home
  }

  static async make(): Promise<BenchDaemon> {
    return new BenchDaemon(await mkdtemp(join(tmpdir(), 'stroj-')))
  }

  get environment(): Record<string, string> {
    return { PATH: process.env['PATH'] ?? '', HOME: this.home, STROJ_HOME: this.home, STROJ_AUTOMATIC_WARMING: 'off' }
  }

  get commandLine(): readonly [string, string] {
    return [process.execPath, join(root, 'dist/cli/main.js')]
  }

  /** Runs the command line to its end and gives its standard output. */
  async stroj(...words: readonly string[]): Promise<string> {
    const [node, program] = this.commandLine
    const child = spawn(node, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'], env: this.environment })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    const [code] = (await once(child, 'close')) as [number]
    if (code !== 0) throw new Error(`stroj ${words.join(' ')} ended with ${code}`)
    return stdout
  }

  /** One request to the API. */
  async call<T>(method: string, path: string, body?: object): Promise<T> {
    const text = body === undefined ? '' : JSON.stringify(body)
    const headers = {
      host: 'localhost',
      prefer: 'wait=300',
      ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    }
    const sent = request({ socketPath: join(this.home, 'run/strojd.sock'), method, path, headers })
    sent.end(text)
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    let answer = ''
    for await (const chunk of response) answer += String(chunk)
    if ((response.statusCode ?? 500) >= 300) throw new Error(`${method} ${path}: ${response.statusCode} ${answer}`)
    return JSON.parse(answer) as T
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const names = (await this.stroj('ls', '-q')).split('\n').filter((name) => name !== '')
    if (names.length > 0) await this.stroj('rm', '--force', ...names)
    await this.stroj('daemon', 'stop')
    await rm(this.home, { recursive: true, force: true })
  }
}
