import { nearest } from '../../kit/nearest.ts'
import type { HostChangeRequestInput, HostChangeState } from '../../model/host/change.ts'
import { hostChangeNames } from '../../model/host/change-name.ts'
import { listHostChanges } from '../../sdk/host-change.ts'
import type { Run } from '../loaders.ts'
import { printList } from '../render/print.ts'
import type { Column } from '../render/table.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import { makeChange } from './make-change.ts'

export const run: Run<'host fix'> = async ({ name, undo, yes, dryRun, user, count, device }, session) => {
  if (name === undefined) return await list(session)
  const want = { name: nameOf(name), undo, user, count, device }
  return await makeChange(session, want, { yes, dryRun })
}

function nameOf(word: string): HostChangeRequestInput['name'] {
  const found = hostChangeNames.find((name) => name === word)
  if (found !== undefined) return found
  const near = nearest(word, hostChangeNames)
  const question = near === undefined ? '' : ` Did you mean "${near}"?`
  throw new UsageError(`stroj knows no change "${word}" of the host.${question}`, '`stroj host fix` lists them.')
}

async function list(session: Session): Promise<void> {
  const { changes } = await listHostChanges(await session.wire(), { signal: session.signal })
  await printList(session, changes, { columns, name: ({ name }) => name, empty: 'There is nothing to change.' })
}

const states: Readonly<Record<HostChangeState['state'], string>> = {
  'in-place': 'in place',
  needed: 'not in place',
  instructions: 'by hand',
  refused: 'not now',
}

const columns: readonly Column<HostChangeState>[] = [
  { header: 'NAME', text: ({ name }) => name },
  { header: 'STATE', text: ({ state }) => states[state] },
  { header: 'WHAT', text: ({ title }) => title },
  { header: 'WHY NOT', text: ({ reason }) => reason ?? '' },
]
