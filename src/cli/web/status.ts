import { showListener } from '../../sdk/access.ts'
import { exitCodes } from '../exit-code.ts'
import type { Run } from '../loaders.ts'
import { printOne } from '../render/print.ts'

export const run: Run<'web status'> = async (_input, session) => {
  const status = await showListener(await session.wireIfRunning(), { signal: session.signal })
  const closed = status.problem === null ? 'closed; `stroj web` opens it' : `closed: ${status.problem}`
  await printOne(session, status, ({ listener }) => `${listener === null ? closed : listener.url}\n`)
  return status.listener === null ? exitCodes.conflict : exitCodes.ok
}
