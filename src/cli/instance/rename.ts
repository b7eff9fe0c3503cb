import { renameInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'rename'> = async (input, session) => {
  const { name } = input
  const instance = await renameInstance(await session.wire(), name, input['new-name'], { signal: session.signal })
  session.screen.confirm(`${name} is now ${instance.name}.`)
  await printForPrograms(session, instance)
}
