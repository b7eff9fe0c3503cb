import type { Action, Instance } from '../../model/instance.ts'
import type { Operation } from '../../model/operation.ts'
import { listInstanceFields, showInstance } from '../../sdk/instance.ts'
import type { Wire } from '../../sdk/wire.ts'
import { follow } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import type { Progress } from '../render/progress.ts'
import type { Session } from '../session.ts'
import { forEachName } from '../several.ts'
import { UsageError } from '../usage-error.ts'
import { allPages, pageSize } from './all-pages.ts'

type Names = { readonly name: readonly string[]; readonly all: boolean }

type Act = {
  readonly action: Action
  /** `Starting`, for the progress. */
  readonly doing: string
  readonly begin: (wire: Wire, name: string) => Promise<Operation>
}

/** One action on some instances; programs get the instances as they are after it. */
export async function actOn(names: Names, session: Session, act: Act): Promise<number> {
  const wanted = await namesFrom(names, session, act.action)
  if (wanted.length === 0) session.screen.note(`There is no instance to ${act.action}.`)
  const { done, code } = await forEachName(session, wanted, {
    title: (what) => `${act.doing} ${what}`,
    act: (name, progress) => actOnOne(name, session, act, progress),
  })
  await printForPrograms(session, done)
  return code
}

async function actOnOne(name: string, session: Session, act: Act, progress: Progress): Promise<Instance | undefined> {
  const wire = await session.wire()
  session.signal.throwIfAborted()
  await follow(session, await act.begin(wire, name), progress)
  if (session.format === 'table' && !session.screen.stderrIsTerminal) return undefined
  const instance = await showInstance(wire, name, { signal: session.signal })
  session.screen.confirm(`${name} is ${stateText(instance)}.`)
  return instance
}

/** A person should see at once that a guest is emulated: that explains why it is slow, and it is not isolated. */
function stateText({ state, acceleration }: Instance): string {
  return state.kind === 'running' && acceleration?.kind === 'tcg'
    ? 'running (emulated by TCG, which does not isolate it)'
    : state.kind
}

async function namesFrom({ name, all }: Names, session: Session, action: Action): Promise<readonly string[]> {
  if (!all) {
    if (name.length === 0) throw new UsageError('NAME is missing.', `Name the instances, or say --all.`)
    return [...new Set(name)]
  }
  if (name.length > 0) throw new UsageError('--all and names exclude each other.')
  const wire = await session.wire()
  const { signal } = session
  const rows = await allPages((after) =>
    listInstanceFields(wire, ['name', 'actions'], { signal, limit: pageSize, after }),
  )
  return rows.filter(({ actions }) => actions.includes(action)).map((row) => row.name)
}
