import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type RawGuestOptions = {
  readonly machine: 'q35' | 'microvm'
  /** Further arguments: what to boot, disks. */
  readonly arguments: readonly string[]
  readonly memoryMib?: number
}

/** A guest started by the plainest QEMU line that has the devices an engine gives. Emulated, so that it runs everywhere. */
export class RawGuest implements AsyncDisposable {
  readonly #folder: string
  readonly #process: ReturnType<typeof spawn>
  readonly #closed: Promise<unknown>
  #serial = ''

  private constructor(folder: string, process: ReturnType<typeof spawn>) {
    this.#folder = folder
    this.#process = process
    this.#closed = once(process, 'close')
    process.stdout?.on('data', (text: Buffer) => {
      this.#serial += text.toString('latin1')
    })
  }

  static async start(options: RawGuestOptions): Promise<RawGuest> {
    const folder = await mkdtemp(join(tmpdir(), 'stroj-raw-'))
    const child = spawn('qemu-system-x86_64', lineOf(options, folder), { stdio: ['ignore', 'pipe', 'inherit'] })
    return new RawGuest(folder, child)
  }

  /** What the serial console has shown so far. */
  get serial(): string {
    return this.#serial
  }

  /** Sends one command to the guest agent and gives its `return`; waits for the agent to come up. */
  async agent(execute: string, args: object = {}): Promise<unknown> {
    const socket = await this.#connect('agent')
    try {
      socket.write(`${JSON.stringify({ execute, arguments: args })}\n`)
      return await firstReturn(socket)
    } finally {
      socket.destroy()
    }
  }

  /** Runs a program in the guest to its end and gives its output. */
  async run(path: string, ...args: readonly string[]): Promise<string> {
    const { pid } = (await this.agent('guest-exec', { path, arg: args, 'capture-output': true })) as { pid: number }
    for (;;) {
      const status = (await this.agent('guest-exec-status', { pid })) as { exited: boolean; 'out-data'?: string }
      if (status.exited) return Buffer.from(status['out-data'] ?? '', 'base64').toString()
      await sleep(50)
    }
  }

  /** Types into the second console and reads until the text has come. */
  async shell(input: string, until: string): Promise<string> {
    const socket = await this.#connect('shell')
    try {
      let seen = ''
      socket.write(input)
      for await (const chunk of socket) {
        seen += (chunk as Buffer).toString('latin1')
        if (seen.includes(until)) return seen
      }
      throw new Error(`the console closed after: ${seen}`)
    } finally {
      socket.destroy()
    }
  }

  /** Presses the power button. */
  async powerDown(): Promise<void> {
    const socket = await this.#connect('qmp')
    try {
      socket.write('{"execute":"qmp_capabilities"}\n')
      await firstReturn(socket)
      socket.write('{"execute":"system_powerdown"}\n')
      await firstReturn(socket)
    } finally {
      socket.destroy()
    }
  }

  /** Resolves when QEMU has ended. */
  async ended(): Promise<void> {
    await this.#closed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#closed
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** Each socket takes one client after another; QEMU makes them a moment after it was started. */
  async #connect(name: string): Promise<Socket> {
    for (;;) {
      const socket = connect(join(this.#folder, name))
      try {
        await once(socket, 'connect')
        return socket
      } catch {
        if (this.#process.exitCode !== null) throw new Error(`QEMU ended: ${this.#serial}`)
        await sleep(10)
      }
    }
  }
}

async function firstReturn(socket: Socket): Promise<unknown> {
  let text = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += (chunk as Buffer).toString('utf8')
    for (const line of text.split('\n').slice(0, -1)) {
      const message = JSON.parse(line) as { return?: unknown; error?: { desc: string } }
      if (message.error !== undefined) throw new Error(message.error.desc)
      if ('return' in message) return message.return
    }
  }
  throw new Error('the connection was closed')
}

function lineOf({ machine, arguments: more, memoryMib = 256 }: RawGuestOptions, folder: string): readonly string[] {
  const bus = machine === 'q35' ? 'pci' : 'device'
  const socket = (name: string) => `socket,id=${name},path=${folder}/${name},server=on,wait=off`
  const options: readonly string[] = [
    '-nodefaults -no-user-config -display none -no-reboot -serial stdio -accel tcg -cpu max',
    `-machine ${machine === 'q35' ? 'q35' : 'microvm,acpi=on,rtc=on'} -m ${memoryMib}`,
    `-chardev ${socket('qmp')} -mon chardev=qmp,mode=control`,
    `-device virtio-serial-${bus} -chardev ${socket('shell')} -device virtconsole,chardev=shell`,
    `-chardev ${socket('agent')} -device virtserialport,chardev=agent,name=org.qemu.guest_agent.0`,
    `-netdev user,id=net0,restrict=on -device virtio-net-${bus},netdev=net0`,
    `-object rng-random,id=rng0,filename=/dev/urandom -device virtio-rng-${bus},rng=rng0`,
  ]
  return [...options.flatMap((line) => line.split(' ')), ...more]
}
