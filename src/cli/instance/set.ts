import type { Instance } from '../../model/instance.ts'
import { setInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { pendingText } from '../render/instance-text.ts'
import { printForPrograms } from '../render/print.ts'
import { visible } from '../render/visible.ts'
import type { Session } from '../session.ts'
import { withAbsolutePaths } from '../spec/absolute-paths.ts'
import { parseAssignment, patchOf } from '../spec/assignment.ts'

export const run: Run<'set'> = async (input, session) => {
  const assignments = await Promise.all(input['key=value'].map(parseAssignment))
  const spec = withAbsolutePaths(patchOf(assignments), '.')
  const instance = await setInstance(await session.wire(), input.name, { spec }, { signal: session.signal })
  tellPending(instance, session)
  await printForPrograms(session, instance)
}

function tellPending({ name, pending }: Instance, { screen }: Session): void {
  if (pending.length === 0) return screen.confirm(`${name} is changed.`)
  screen.note(`At the next start of ${name} (\`stroj restart ${name}\`):`)
  for (const change of pending) screen.note(`  ${pendingText(change)}: ${visible(change.reason)}`)
}
