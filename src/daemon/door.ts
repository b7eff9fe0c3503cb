import { makeServer } from '../api/server.ts'
import { clearSocketPath, makePrivate } from '../host/listen-socket.ts'
import { daemonSocket } from '../host/paths.ts'
import type { Deps } from '../service/deps.ts'
import { version } from '../model/version.ts'
import type { Config } from './config.ts'
import { daemonStatus } from './status.ts'

/** Opens the API on the socket of this daemon, for its own user only. Disposing answers what is asked and closes it. */
export async function openDoor(config: Config, deps: Deps, requestStop: () => void): Promise<AsyncDisposable> {
  const startedAt = deps.clock.now()
  const status = () => daemonStatus(config, deps, startedAt)
  const server = await makeServer(deps, { version, status, requestStop })
  if (config.socketFd === null) {
    const path = daemonSocket(config.paths)
    await clearSocketPath(path)
    await server.listen({ path })
    await makePrivate(path)
  } else {
    await server.listen({ fd: config.socketFd })
  }
  return { [Symbol.asyncDispose]: () => server.close() }
}
