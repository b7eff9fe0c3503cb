import type { Identity } from '../../../contract/warm.ts'
import type { Monitor } from '../machine/monitor.ts'
import { callsToBecome } from '../warm/guest/become.ts'
import { callsProgram } from '../warm/guest/calls-program.ts'
import { answerBytes, failureIn, toFrame } from '../warm/guest/frame.ts'
import { type Asked, GuestShell } from '../warm/guest/guest-shell.ts'
import { openGates } from '../warm/give-identity.ts'
import { surveyGuest } from '../warm/install.ts'
import { makeSshKeys } from '../warm/ssh-keys.ts'

type Guest = { readonly agent: Asked; readonly monitor: Pick<Monitor, 'call'> }

/**
 * Has the agent of a guest look who it is and give it its identity, where nothing waits for that, and opens its gates to the
 * network when it is itself. Rejects with what could not be done, in the guest's own words where it has any.
 */
export async function becomeByAgent(identity: Identity, { agent, monitor }: Guest, signal: AbortSignal): Promise<void> {
  const { name } = identity
  const { survey } = await surveyGuest(agent, name, signal)
  const keys = await makeSshKeys(survey, name)
  const calls = callsToBecome({ identity, survey, keys, now: new Date() })
  const frame = toFrame(calls)
  const said = await new GuestShell(agent, name, signal).bytes(runCalls(callsProgram()), frame)
  const answer = said.subarray(frame.length)
  const isWhole = answer.length === answerBytes(calls)
  const failure = isWhole ? failureIn(calls, answer) : 'what gives it its identity has not run in its guest'
  if (failure !== undefined) throw new Error(failure)
  await openGates(identity, monitor, signal)
}

/**
 * The program reads what it is told from a file, and finds the end of it after what it has answered. Some systems run nothing
 * that lies in /run; where there is nothing to read it ends at once, which tells.
 */
function runCalls(program: Uint8Array): string {
  const octal = [...program].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
  return `
umask 077
for here in /run/stroj-identity /dev/shm/stroj-identity; do
  rm -rf "$here"
  mkdir "$here" && printf '${octal}' > "$here/become" && chmod 700 "$here/become" && "$here/become" 3< /dev/null && break
  rm -rf "$here"
done
[ -d "$here" ] || exit 1
cat > "$here/told" && "$here/become" 3<> "$here/told" && cat "$here/told"
rm -rf "$here"
`
}
