import { Fault } from '../../../model/fault.ts'
import type { WarmSurvey } from '../../../model/warm.ts'
import { callsProgram } from './guest/calls-program.ts'
import { type Asked, GuestShell } from './guest/guest-shell.ts'
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
export async function installIdentity(machine: Asked, image: string, signal: AbortSignal): Promise<void> {
  const guest = new GuestShell(machine, image, signal)
  await guest.run(`mkdir -p ${folder} && cat > ${folder}/become && chmod 700 ${folder}/become`, callsProgram())
  await guest.run(begin)
}

/** What of a guest its forks must change; also writes out its disks. Throws warm.refused. */
export async function surveyTemplate(machine: Asked, image: string, signal: AbortSignal): Promise<Surveyed> {
  const found = await surveyGuest(machine, image, signal)
  await new GuestShell(machine, image, signal).run('sync')
  return found
}

type Surveyed = { readonly survey: WarmSurvey; readonly called: Called }

/** What of a guest tells who it is. Throws warm.refused with `name` as its image. */
export async function surveyGuest(machine: Asked, name: string, signal: AbortSignal): Promise<Surveyed> {
  const guest = new GuestShell(machine, name, signal)
  const hosts = await guest.run('if [ -f /etc/hosts ]; then cat /etc/hosts; fi')
  const text = await guest.run('exec sh -s 2> /dev/null', new TextEncoder().encode(await surveyText()))
  const found = readSurvey(text, hosts)
  if ('unfit' in found) throw new Fault('warm.refused', { image: name, reason: found.unfit })
  return found
}
