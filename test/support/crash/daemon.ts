import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect, pathsOf } from '../../../src/connect/connect.ts'
import { makeClient, type Stroj } from '../../../src/sdk/client.ts'

const program = join(import.meta.dirname, '../../../dist/daemon/main.js')

/** A daemon that may be killed, and the client that speaks to it. */
export type Victim = {
  readonly client: Stroj
  readonly pid: number
  /** Threads in which it makes system calls: JavaScript and SQLite in the one, files in the other. */
  readonly threads: { readonly main: number; readonly files: number }
  readonly isAlive: () => boolean
  /** Kills it, unless it is dead, and waits until it is gone. */
  readonly kill: () => Promise<void>
}

/**
 * Starts the daemon of a home, as built, and waits until it is ready. Files are done in one thread, so that calls have an order.
 * `own`: what only the daemon has in its environment, and nothing that it starts.
 */
export async function startVictim(home: string, own: Readonly<Record<string, string>> = {}): Promise<Victim> {
  const environment = { PATH: process.env['PATH'], HOME: home, STROJ_HOME: home, STROJ_AUTOMATIC_WARMING: 'off' }
  const child = spawn(process.execPath, [program, '--ready-fd=3'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: { ...environment, ...own, UV_THREADPOOL_SIZE: '1' },
  })
  const said = await firstLine(child)
  if (!said.includes('"ready":true')) throw new Error(`the daemon does not start: ${said}`)
  const pid = child.pid ?? 0
  return {
    client: makeClient(connect({ paths: pathsOf(environment) })),
    pid,
    threads: { main: pid, files: fileThreadOf(pid) },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const pipe = child.stdio[3]
  if (!pipe || !('setEncoding' in pipe)) throw new Error('there is no pipe')
  const [text] = (await Promise.race([once(pipe.setEncoding('utf8'), 'data'), once(child, 'exit')])) as [unknown]
  return String(text)
}

function fileThreadOf(pid: number): number {
  const folder = `/proc/${pid}/task`
  const found = readdirSync(folder).find(
    (tid) => readFileSync(`${folder}/${tid}/comm`, 'utf8').trim() === 'libuv-worker',
  )
  if (found === undefined) throw new Error('the daemon has no thread for files')
  return Number(found)
}
