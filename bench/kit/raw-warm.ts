import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { ExplainedStep } from '../../src/model/explanation.ts'

/** The steps of `stroj explain start` for a fork, done by hand with as little as can be: what is compared against. */
export class RawFork implements AsyncDisposable {
  readonly #processes: ChildProcess[] = []
  /** Since the beginning, in milliseconds. */
  runningMs = 0
  answeredMs = 0

  /** `word`: what the guest is told on its identity line. */
  static async start(steps: readonly ExplainedStep[], word: string): Promise<RawFork> {
    const fork = new RawFork()
    const began = performance.now()
    const machine = steps.findIndex(({ command }) => command[0] === 'env')
    for (const { command, background } of steps.slice(0, machine)) await fork.#help(command, background)
    const [, state = '', , , , file = '', ...args] = steps[machine]?.command ?? []
    const stateFile = openSync(state.slice('STATE='.length), 'r')
    const monitors = ['-chardev', 'socket,id=raw,fd=4', '-mon', 'chardev=raw,mode=control']
    const stdio = ['ignore', 'ignore', 'ignore', stateFile, 'pipe'] as const
    const child = spawn(file, [...args, ...monitors], { stdio: [...stdio] })
    closeSync(stateFile)
    fork.#processes.push(child)
    const qmp = new Qmp(child.stdio[4] as Socket)
    await qmp.until((text) => text.includes('"QMP"'))
    const folder = /path=([^,]*)\/qmp\.sock/.exec(args.join(' '))?.[1] ?? ''
    const [agent, identity] = [connect(`${folder}/agent.sock`), connect(`${folder}/identity.sock`)]
    await Promise.all([once(agent, 'connect'), once(identity, 'connect')])
    qmp.say({ execute: 'qmp_capabilities' })
    qmp.say({ execute: 'migrate-set-capabilities', arguments: { capabilities } })
    qmp.say({ execute: 'migrate-incoming', arguments: { uri: 'fd:3' } })
    await qmp.until((text) => text.includes('"completed"'))
    qmp.say({ execute: 'cont' })
    await qmp.until((text) => text.includes('"RESUME"'))
    fork.runningMs = performance.now() - began
    identity.write(`${word}\n`)
    await answered(identity, /^am /)
    agent.write('{"execute":"guest-ping"}\n')
    await answered(agent, /return/)
    fork.answeredMs = performance.now() - began
    for (const socket of [agent, identity]) socket.destroy()
    return fork
  }

  async #help(command: readonly string[], background: boolean): Promise<void> {
    const helper = spawn(command[0] ?? '', command.slice(1), { stdio: 'ignore' })
    if (background) this.#processes.push(helper)
    else await once(helper, 'exit')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const process of this.#processes) {
      if (process.exitCode !== null || process.signalCode !== null) continue
      process.kill('SIGKILL')
      await once(process, 'exit')
    }
  }
}

const capabilities = ['events', 'x-ignore-shared'].map((capability) => ({ capability, state: true }))

class Qmp {
  readonly #socket: Socket
  #lines: string[] = []
  #wake: () => void = () => undefined

  constructor(socket: Socket) {
    this.#socket = socket.on('error', () => undefined)
    const reader = createInterface({ input: socket })
    // The pipe of a process that was killed ends with an error on both.
    reader.on('error', () => undefined)
    reader.on('line', (line) => {
      this.#lines.push(line)
      this.#wake()
    })
  }

  say(command: object): void {
    this.#socket.write(`${JSON.stringify(command)}\n`)
  }

  async until(fits: (line: string) => boolean): Promise<void> {
    while (!this.#lines.some(fits)) await new Promise<void>((resolve) => (this.#wake = resolve))
    this.#lines = []
  }
}

async function answered(socket: Socket, pattern: RegExp): Promise<void> {
  let text = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk)
    if (text.split('\n').some((line) => pattern.test(line))) return
  }
}
