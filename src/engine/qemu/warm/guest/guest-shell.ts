import type { Machine } from '../../../../contract/engine.ts'
import { ExecRequest } from '../../../../model/instance.ts'
import { Fault } from '../../../../model/fault.ts'

/** What can be asked to run something in a guest. */
export type Asked = Pick<Machine, 'exec'>

/** The shell of a guest that is to be changed. Throws warm.refused, with `name` as its image. */
export class GuestShell {
  readonly #machine: Asked
  readonly #name: string
  readonly #signal: AbortSignal

  constructor(machine: Asked, name: string, signal: AbortSignal) {
    this.#machine = machine
    this.#name = name
    this.#signal = signal
  }

  /** What a line of shell says. Throws when it fails, or when the guest cannot be asked to run anything. */
  async run(line: string, input?: Uint8Array): Promise<string> {
    return (await this.bytes(line, input)).toString()
  }

  /** The same, as it comes. */
  async bytes(line: string, input: Uint8Array = new Uint8Array()): Promise<Buffer> {
    const stdin = Buffer.from(input).toString('base64')
    const request = ExecRequest.parse({ command: ['/bin/sh', '-c', line], stdin, timeoutMs: 60_000 })
    const { exitCode, stdout, stderr } = await this.#machine.exec(request, this.#signal).catch((cause: unknown) => {
      throw cause instanceof Fault ? this.#refused(cause.message, cause) : cause
    })
    if (exitCode === 0) return Buffer.from(stdout, 'base64')
    const said = Buffer.from(stderr, 'base64')
      .toString()
      .replaceAll(/\p{Cc}/gu, ' ')
      .slice(0, 300)
    throw this.#refused(`its guest could not be prepared: ${said}`)
  }

  #refused(reason: string, cause?: unknown): Fault {
    return new Fault('warm.refused', { image: this.#name, reason }, { cause })
  }
}
