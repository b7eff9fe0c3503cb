import { askPerson, canAskPerson } from '../../host/ask-person.ts'
import { isRoot } from '../../host/is-root.ts'
import type { HostChange, HostChangeRequestInput } from '../../model/host/change.ts'
import { madeChange } from '../../model/host/made-change.ts'
import { changeHost } from '../../sdk/host-change.ts'
import type { Wire } from '../../sdk/wire.ts'
import { exitCodes } from '../exit-code.ts'
import { hostChangeText } from '../render/host-change-text.ts'
import type { Painter } from '../render/paint.ts'
import { printOne } from '../render/print.ts'
import { progressOn } from '../render/progress-on.ts'
import type { Session } from '../session.ts'

export type How = { readonly yes: boolean; readonly dryRun: boolean }

/**
 * A change of the host: shown, asked for, made, and looked at again. The daemon makes it when it is root; otherwise it is
 * done with sudo, in front of the person. Gives the exit code: 0 only when it is in place, or when it was to be shown only.
 */
export async function makeChange(session: Session, want: HostChangeRequestInput, how: How): Promise<number> {
  const wire = await session.wire()
  const plan = await look(session, wire, want)
  if (how.dryRun || plan.state !== 'needed') {
    await print(session, plan, want)
    return how.dryRun || plan.state === 'in-place' ? exitCodes.ok : exitCodes.failure
  }
  if (!how.yes && !(await isWanted(session, plan, want))) return exitCodes.failure
  await print(session, await make(session, wire, plan, want), want)
  return exitCodes.ok
}

async function look(session: Session, wire: Wire, want: HostChangeRequestInput): Promise<HostChange> {
  using progress = progressOn(session, 'Looking at this host')
  progress.show({ phase: '', progress: null })
  return await changeHost(wire, { ...want, dryRun: true }, { signal: session.signal })
}

async function make(session: Session, wire: Wire, plan: HostChange, want: HostChangeRequestInput): Promise<HostChange> {
  try {
    return await changeHost(wire, want, { signal: session.signal })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'host.needs-root')) throw error
  }
  const { carryOutWithSudo } = await import('./with-sudo.ts')
  await carryOutWithSudo(plan, session)
  return madeChange(plan, await look(session, wire, want))
}

/** Without somebody to ask it is only shown. */
async function isWanted(session: Session, plan: HostChange, want: HostChangeRequestInput): Promise<boolean> {
  const { screen, input, format, signal } = session
  const canAsk = input && format === 'table' && canAskPerson()
  if (!canAsk) {
    await print(session, plan, want)
    screen.note('Nothing was done. With --yes it is.')
    return false
  }
  await screen.writeError(textOf(plan, want, screen.paintError))
  const answer = await askPerson('\nDo this now? [y/N] ', signal)
  const yes = /^y(es)?$/i.test(answer.trim())
  if (!yes) screen.note('Nothing was done.')
  return yes
}

async function print(session: Session, change: HostChange, want: HostChangeRequestInput): Promise<void> {
  await printOne(session, change, (value) => textOf(value, want, session.screen.paint))
}

function textOf(change: HostChange, { undo = false }: HostChangeRequestInput, paint: Painter): string {
  return hostChangeText(change, { paint, undo, prefix: isRoot() ? [] : ['sudo'] })
}
