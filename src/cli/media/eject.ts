import { changeMedium } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'media eject'> = async ({ name, force }, session) => {
  const instance = await changeMedium(await session.wire(), name, { medium: null, force }, { signal: session.signal })
  session.screen.confirm(`The drive of ${name} is empty.`)
  await printForPrograms(session, instance)
}
