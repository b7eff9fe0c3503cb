import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import type { ExplainedStep } from '../../src/model/explanation.ts'

/** The lines that `stroj explain start` prints, run by hand: what is compared against. */
export class RawRun implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #helpers: ChildProcess[]

  private constructor(child: ChildProcess, helpers: ChildProcess[]) {
    this.#child = child
    this.#helpers = helpers
  }

  /** Resolves when the monitor says `running`. The steps before the last one are its helpers and folders. */
  static async start(steps: readonly ExplainedStep[]): Promise<RawRun> {
    const helpers: ChildProcess[] = []
    for (const { command, background } of steps.slice(0, -1)) {
      const helper = spawn(command[0] ?? '', command.slice(1), { stdio: 'ignore' })
      if (background) helpers.push(helper)
      else await once(helper, 'exit')
    }
    const command = steps.at(-1)?.command ?? []
    const monitor = monitorOf(command)
    await mkdir(dirname(monitor), { recursive: true })
    const there = appears(monitor)
    const child = spawn(command[0] ?? '', command.slice(1), { stdio: 'ignore' })
    await there
    const socket = await connected(monitor)
    await saysRunning(socket)
    socket.destroy()
    return new RawRun(child, helpers)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const process of [this.#child, ...this.#helpers]) {
      if (process.exitCode !== null || process.signalCode !== null) continue
      process.kill('SIGKILL')
      await once(process, 'exit')
    }
  }
}

/** The first monitor socket of a QEMU command line. */
export function monitorOf(command: readonly string[]): string {
  const found = command.map((word) => /path=([^,]*qmp\.sock)/.exec(word)?.[1]).find((path) => path !== undefined)
  if (found === undefined) throw new Error('the command has no monitor')
  return found
}

async function appears(path: string): Promise<void> {
  await rm(path, { force: true })
  const watcher = watch(dirname(path))
  return new Promise((resolve) => {
    watcher.on('change', (_type, name) => {
      if (name !== basename(path)) return
      watcher.close()
      resolve()
    })
  })
}

/** The socket has its name a moment before QEMU listens on it. */
async function connected(path: string): Promise<Socket> {
  for (;;) {
    const socket = connect(path)
    const listens = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    if (listens) return socket
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

async function saysRunning(socket: Socket): Promise<void> {
  socket.setEncoding('utf8')
  socket.write('{"execute":"qmp_capabilities"}{"execute":"query-status"}')
  let text = ''
  for await (const chunk of socket) {
    text += String(chunk)
    if (text.includes('"status": "running"')) return
    if (text.includes('"status": "prelaunch"') || text.includes('"status": "inmigrate"')) {
      text = ''
      socket.write('{"execute":"query-status"}')
    }
  }
}
