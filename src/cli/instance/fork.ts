import { forkInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'fork'> = async ({ instance, name: names, forward }, session) => {
  const want = { names: [...names], forward: [...forward] }
  const { result } = await finish(session, `Forking ${instance}`, (wire) => forkInstance(wire, instance, want))
  session.screen.confirm(
    `${names.join(', ')} ${names.length === 1 ? 'goes' : 'go'} on from ${instance}, which stood still for ${String(result?.['pauseMs'])} ms.`,
  )
  await printForPrograms(session, result)
}
