import type { Machine } from '../../../contract/engine.ts'
import { ExecRequest } from '../../../model/instance.ts'
import { Fault } from '../../../model/fault.ts'
import { becomeText } from './guest/become-text.ts'
import { reseedProgram } from './guest/reseed.ts'

/** A folder of the guest that is gone with its memory. */
const folder = '/run/stroj-identity'

/** What a guest is called by, before it becomes somebody; 32 hex digits each, null for what it has not. */
export type Called = { readonly boot: string | null; readonly machine: string | null; readonly bus: string | null }

/** Puts what gives forks their identity into the memory of a guest, and lets it wait there. Throws warm.refused. */
export async function installIdentity(machine: Machine, image: string, signal: AbortSignal): Promise<Called> {
  const guest = new Guest(machine, image, signal)
  await guest.run(`mkdir -p ${folder} && cat > ${folder}/reseed && chmod 755 ${folder}/reseed`, reseedProgram())
  await guest.run(`cat > ${folder}/become && chmod 755 ${folder}/become`, new TextEncoder().encode(await becomeText()))
  await guest.run(`${folder}/reseed < /dev/urandom`)
  const called = await guest.run(namesOf)
  await guest.run(`setsid sh ${folder}/become < /dev/null > /dev/null 2>&1 &`)
  return calledIn(called)
}

/** Only a guest with systemd has a bus that can be asked. */
const namesOf = [
  'echo boot $(cat /proc/sys/kernel/random/boot_id)',
  'echo machine $(cat /etc/machine-id)',
  'echo bus $(busctl call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus GetId)',
].join('; ')

function calledIn(text: string): Called {
  const idOf = (which: string): string | null => {
    const line = text.split('\n').find((each) => each.startsWith(`${which} `)) ?? ''
    return /[0-9a-f]{32}/.exec(line.replaceAll('-', ''))?.[0] ?? null
  }
  return { boot: idOf('boot'), machine: idOf('machine'), bus: idOf('bus') }
}

class Guest {
  readonly #machine: Machine
  readonly #image: string
  readonly #signal: AbortSignal

  constructor(machine: Machine, image: string, signal: AbortSignal) {
    this.#machine = machine
    this.#image = image
    this.#signal = signal
  }

  /** What a line of shell says. Throws warm.refused when it fails, or when the guest cannot be asked to run anything. */
  async run(line: string, input: Uint8Array = new Uint8Array()): Promise<string> {
    const stdin = Buffer.from(input).toString('base64')
    const request = ExecRequest.parse({ command: ['/bin/sh', '-c', line], stdin, timeoutMs: 60_000 })
    const { exitCode, stdout, stderr } = await this.#machine.exec(request, this.#signal).catch((cause: unknown) => {
      throw cause instanceof Fault ? this.#refused(cause.message, cause) : cause
    })
    if (exitCode === 0) return Buffer.from(stdout, 'base64').toString()
    const said = Buffer.from(stderr, 'base64')
      .toString()
      .replaceAll(/\p{Cc}/gu, ' ')
      .slice(0, 300)
    throw this.#refused(`its guest could not be prepared: ${said}`)
  }

  #refused(reason: string, cause?: unknown): Fault {
    return new Fault('warm.refused', { image: this.#image, reason }, { cause })
  }
}
