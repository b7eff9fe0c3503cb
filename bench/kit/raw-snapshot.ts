import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { RawMonitor } from './monitor.ts'

/** What a person can say to the second monitor of a machine that runs, without stroj. Times are in milliseconds. */
export class RawSnapshots implements Disposable {
  readonly #monitor: RawMonitor
  readonly #folder: string
  #count = 0

  private constructor(monitor: RawMonitor, folder: string) {
    this.#monitor = monitor
    this.#folder = folder
  }

  /** `folder`: for the files that it makes. */
  static async on(socket: string, folder: string): Promise<RawSnapshots> {
    return new RawSnapshots(await RawMonitor.open(socket), folder)
  }

  /** How long the guest stands still for `savevm`, which keeps the memory inside of its disk. */
  async savevm(): Promise<number> {
    this.#monitor.forget()
    await this.#human('savevm raw')
    const pause = await this.#pause()
    await this.#human('delvm raw')
    return pause
  }

  /** How long `blockdev-snapshot` in a transaction takes. stroj does not know of it: the machine is of no use after. */
  async disk(): Promise<number> {
    const node = `raw${++this.#count}`
    const file = `${this.#folder}/${node}.qcow2`
    const [device] = (await this.#monitor.call('query-block')) as readonly Inserted[]
    const { inserted } = device ?? {}
    spawnSync('qemu-img', ['create', '-q', '-f', 'qcow2', '--', file, String(inserted?.image['virtual-size'])])
    const layer = { 'node-name': node, driver: 'qcow2', backing: null, file: { driver: 'file', filename: file } }
    await this.#monitor.call('blockdev-add', layer)
    const data = { node: inserted?.['node-name'], overlay: node }
    const began = performance.now()
    await this.#monitor.call('transaction', { actions: [{ type: 'blockdev-snapshot', data }] })
    return performance.now() - began
  }

  /** How long the guest stands still for QEMU's `background-snapshot`, written to a file. */
  async memory(): Promise<number> {
    const socket = `${this.#folder}/raw.sock`
    const file = `${this.#folder}/raw.memory`
    const server = createServer()
    const written = once(server, 'connection').then(([sender]) => pipeline(sender as Socket, createWriteStream(file)))
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    await this.#monitor.call('migrate-set-parameters', { 'max-bandwidth': 0 })
    await this.#background(true)
    this.#monitor.forget()
    await this.#monitor.call('stop')
    await this.#monitor.call('migrate', { uri: `unix:${socket}` })
    const pause = await this.#pause()
    await written
    await this.#completed()
    await this.#background(false)
    server.close()
    await rm(file)
    return pause
  }

  async #pause(): Promise<number> {
    const stopped = await this.#monitor.when('STOP')
    return (await this.#monitor.when('RESUME')) - stopped
  }

  async #completed(): Promise<void> {
    const query = async () => ((await this.#monitor.call('query-migrate')) as { readonly status: string }).status
    while ((await query()) !== 'completed') await new Promise((resolve) => setTimeout(resolve, 10))
  }

  async #background(state: boolean): Promise<void> {
    const capabilities = [{ capability: 'background-snapshot', state }]
    await this.#monitor.call('migrate-set-capabilities', { capabilities })
  }

  async #human(line: string): Promise<void> {
    const said = await this.#monitor.call('human-monitor-command', { 'command-line': line })
    if (said !== '') throw new Error(`${line}: ${String(said)}`)
  }

  [Symbol.dispose](): void {
    this.#monitor[Symbol.dispose]()
  }
}

type Inserted = {
  readonly inserted?: { readonly 'node-name': string; readonly image: { readonly 'virtual-size': number } }
}
