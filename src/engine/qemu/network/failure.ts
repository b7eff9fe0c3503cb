import { whyNotListen } from '../../../host/try-listen.ts'
import type { Exit } from '../../../host/process-spawn.ts'
import { Fault } from '../../../model/fault.ts'
import { formatPortForward, type PortForward } from '../../../model/port-forward.ts'

/** Why a network did not start, from what passt or pasta said. A port that cannot be opened is its own fault. */
export async function explainFailure(
  name: string,
  forwards: readonly PortForward[],
  outcome: 'late' | Exit,
  said: string,
): Promise<Fault> {
  if (/Failed to bind/.test(said)) {
    for (const forward of forwards) {
      const { protocol, address, hostPort } = forward
      const reason = await whyNotListen({ protocol, address, port: hostPort })
      if (reason !== undefined) {
        return new Fault('instance.port-in-use', { forward: formatPortForward(forward), reason })
      }
    }
  }
  return new Fault('instance.start-failed', { name, reason: `its network did not start (${describe(outcome, said)})` })
}

function describe(outcome: 'late' | Exit, said: string): string {
  const words = lastComplaint(said)
  if (words !== '') return `passt: ${words}`
  if (outcome === 'late') return 'passt was not ready in time'
  return outcome.signal === null ? `passt ended with code ${outcome.code}` : `passt was killed by ${outcome.signal}`
}

/** The last line that is neither empty nor about the system log. */
function lastComplaint(said: string): string {
  const lines = said
    .split('\n')
    .filter((line) => line.trim() !== '' && !/bytes to syslog|root\. (Changing|will)/.test(line))
  return (lines.at(-1) ?? '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 400)
}
