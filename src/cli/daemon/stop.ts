import type { Run } from '../loaders.ts'
import { endDaemon } from './end.ts'

export const run: Run<'daemon stop'> = async (_input, session) => {
  const wasThere = await endDaemon(session)
  session.screen.confirm(wasThere ? 'The daemon has ended; instances run on.' : 'No daemon runs.')
}
