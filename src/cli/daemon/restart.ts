import { daemonStatus } from '../../sdk/daemon.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'
import { endDaemon } from './end.ts'

export const run: Run<'daemon restart'> = async (_input, session) => {
  await endDaemon(session)
  const status = await daemonStatus(await session.wire(), { signal: session.signal })
  session.screen.confirm(`The daemon runs (version ${status.version}, pid ${status.pid}).`)
  await printForPrograms(session, status)
}
