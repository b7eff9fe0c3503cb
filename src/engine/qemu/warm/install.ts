import type { Machine } from '../../../contract/engine.ts'
import { ExecRequest } from '../../../model/instance.ts'
import { Fault } from '../../../model/fault.ts'
import type { WarmSurvey } from '../../../model/warm.ts'
import { callsProgram } from './guest/calls-program.ts'
import { type Called, readSurvey, surveyText } from './guest/survey.ts'

/** A folder of the guest that is gone as soon as the program runs. */
const folder = '/run/stroj-identity'

/** The port by its name, and the program on it: it waits there, and nothing else of us is left in the guest. */
const begin = `
port=
for file in /sys/class/virtio-ports/*/name; do
  read -r name < "$file" || continue
  [ "$name" = org.stroj.identity.0 ] || continue
  port=\${file%/name}
  port=/dev/\${port##*/}
done
[ -n "$port" ] || { echo "its port is missing" >&2; exit 1; }
setsid ${folder}/become 3<> "$port" < /dev/null > /dev/null 2>&1 &
until [ "$(readlink /proc/$!/exe)" = ${folder}/become ] || ! [ -e /proc/$! ]; do sleep 0.1; done
rm -rf ${folder}
`

/** Puts what gives forks their identity into the memory of a guest, and lets it wait there. Throws warm.refused. */
export async function installIdentity(machine: Machine, image: string, signal: AbortSignal): Promise<void> {
  const guest = new Guest(machine, image, signal)
  await guest.run(`mkdir -p ${folder} && cat > ${folder}/become && chmod 700 ${folder}/become`, callsProgram())
  await guest.run(begin)
}

/** What of a guest its forks must change; also writes out its disks. Throws warm.refused. */
export async function surveyGuest(
  machine: Machine,
  image: string,
  signal: AbortSignal,
): Promise<{ readonly survey: WarmSurvey; readonly called: Called }> {
  const guest = new Guest(machine, image, signal)
  const hosts = await guest.run('if [ -f /etc/hosts ]; then cat /etc/hosts; fi')
  const text = await guest.run('exec sh -s 2> /dev/null', new TextEncoder().encode(await surveyText()))
  const found = readSurvey(text, hosts)
  if ('unfit' in found) throw new Fault('warm.refused', { image, reason: found.unfit })
  await guest.run('sync')
  return found
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
