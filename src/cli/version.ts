import { version } from '../model/version.ts'
import { daemonStatus } from '../sdk/daemon.ts'
import type { Run } from './loaders.ts'
import { printOne } from './render/print.ts'

/** Patience with a daemon, in milliseconds; ours is told in any case. */
const deadlineMs = 2000

export const run: Run<'version'> = async (_input, session) => {
  const signal = AbortSignal.any([session.signal, AbortSignal.timeout(deadlineMs)])
  const daemon = await daemonStatus(await session.wireIfRunning(), { signal })
    .then((status) => status.version)
    .catch(() => null)
  await printOne(session, { client: version, daemon }, ({ client }) => {
    if (daemon === null || daemon === client) return `stroj ${client}\n`
    return `stroj ${client}\ndaemon ${daemon} (\`stroj daemon restart\` brings it to ${client})\n`
  })
}
