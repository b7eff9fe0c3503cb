import { type Opener, openersOf } from '../../host/openers.ts'
import type { Holder } from '../../model/host/kvm.ts'
import { cleanText } from '../clean-text.ts'

/** Who has one of these devices open, as far as this user may see. */
export async function holdersOf(fits: (target: string) => boolean, root: string): Promise<Holder[]> {
  return (await openersOf(fits, root)).map(holderOf)
}

function holderOf({ pid, program, commandLine }: Opener): Holder {
  // Anybody may call a process whatever they like.
  const name = cleanText(program)
  return { pid, program: name === '' ? `process ${pid}` : name, instance: instanceOf(commandLine) }
}

/** The id of the instance that a QEMU of ours runs: it is started with `-name stroj-ID`. */
export function instanceOf(commandLine: readonly string[]): string | null {
  const place = commandLine.indexOf('-name')
  const name = place < 0 ? '' : (commandLine[place + 1] ?? '')
  return /^stroj-([\w-]{1,64})(?:,|$)/.exec(name)?.[1] ?? null
}
