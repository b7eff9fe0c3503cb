import { waitForOperation } from '../../sdk/operation.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'
import { progressOn } from '../render/progress-on.ts'
import { findOperation } from './find.ts'

export const run: Run<'operation watch'> = async ({ id }, session) => {
  const { signal } = session
  const wire = await session.wire()
  const found = await findOperation(wire, id, signal)
  using progress = progressOn(session, `${found.kind} of ${found.target}`)
  const end = await waitForOperation(wire, found, { signal, onChange: (now) => progress.show(now) })
  progress.clear()
  for (const note of end.notes) session.screen.note(note)
  session.screen.confirm('It is done.')
  await printForPrograms(session, end)
}
