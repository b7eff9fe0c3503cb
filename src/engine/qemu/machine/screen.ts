import type { ScreenSession } from '../../../contract/engine.ts'
import { readItself, removeTree } from '../../../host/files.ts'
import { connectUnix } from '../../../host/unix-socket.ts'
import { Fault } from '../../../model/fault.ts'
import type { Monitor } from './monitor.ts'
import type { RunFiles } from './run-files.ts'

/** The graphics card of one machine, as people see it. */
export class Screen {
  readonly #name: string
  readonly #files: RunFiles
  readonly #monitor: Monitor
  #pictures = 0

  constructor(name: string, files: RunFiles, monitor: Monitor) {
    this.#name = name
    this.#files = files
    this.#monitor = monitor
  }

  /** One viewer more. Throws instance.no-screen. */
  async join(signal: AbortSignal): Promise<ScreenSession> {
    const vnc = await connectUnix(this.#files.vnc, signal).catch((cause: unknown) => {
      signal.throwIfAborted()
      throw new Fault('instance.no-screen', { name: this.#name }, { cause })
    })
    return { output: vnc.input, write: (bytes) => vnc.write(bytes), [Symbol.asyncDispose]: async () => vnc.close() }
  }

  /** What is on it now, as PNG. Throws what the monitor does. */
  async picture(signal: AbortSignal): Promise<Uint8Array> {
    this.#pictures += 1
    const filename = `${this.#files.folder}/screen-${this.#pictures}.png`
    try {
      await this.#monitor.call('screendump', { filename, format: 'png' }, signal)
      return await readItself(filename)
    } finally {
      await removeTree(filename)
    }
  }
}
