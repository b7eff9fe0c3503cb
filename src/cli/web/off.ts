import { closeListener } from '../../sdk/access.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'web off'> = async (_input, session) => {
  const was = await closeListener(await session.wire(), { signal: session.signal })
  session.screen.confirm(
    was.listener === null ? 'It was not open.' : `Nothing listens on ${was.listener.url} any more.`,
  )
  await printForPrograms(session, was)
}
