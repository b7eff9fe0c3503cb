import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeCalls } from '../../src/engine/qemu/warm/give-identity.ts'
import type { Call } from '../../src/engine/qemu/warm/guest/frame.ts'
import type { Duplex } from '../../src/host/unix-socket.ts'
import type { ExplainedStep } from '../../src/model/explanation.ts'

/** The steps of `stroj explain start` for a fork, done by hand with as little as can be: what is compared against. */
export class RawFork implements AsyncDisposable {
  readonly #processes: ChildProcess[] = []
  /** Since the beginning, in milliseconds. */
  runningMs = 0
  itselfMs = 0
  ranMs = 0

  /** `calls`: what the guest is told to do on its identity line, as the daemon would. */
  static async start(steps: readonly ExplainedStep[], calls: readonly Call[]): Promise<RawFork> {
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
    await makeCalls(duplexOf(identity), calls, AbortSignal.timeout(60_000))
    fork.itselfMs = performance.now() - began
    await runTrue(agent)
    fork.ranMs = performance.now() - began
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

/** `exec true` by hand: as many questions as it takes, each as soon as the last one was answered. */
export async function runTrue(agent: Socket): Promise<void> {
  agent.write('{"execute":"guest-exec","arguments":{"path":"/bin/true"}}\n')
  const { pid } = (JSON.parse(await answered(agent, /return/)) as { return: { pid: number } }).return
  for (;;) {
    agent.write(`{"execute":"guest-exec-status","arguments":{"pid":${pid}}}\n`)
    if (/"exited": true/.test(await answered(agent, /return/))) return
    await sleep(3)
  }
}

/** The first line that fits. */
async function answered(socket: Socket, pattern: RegExp): Promise<string> {
  let text = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk)
    const found = text.split('\n').find((line) => pattern.test(line))
    if (found !== undefined && text.endsWith('\n')) return found
  }
  throw new Error('the guest has hung up')
}

function duplexOf(socket: Socket): Duplex {
  return {
    input: socket.iterator({ destroyOnReturn: false }),
    write: async (bytes) => void socket.write(bytes),
    close: () => socket.destroy(),
  }
}
