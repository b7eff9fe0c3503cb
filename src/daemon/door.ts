import type { Daemon } from '../api/call.ts'
import { type ApiServer, makeServer } from '../api/server.ts'
import { clearSocketPath, makePrivate } from '../host/listen-socket.ts'
import { daemonSocket } from '../host/paths.ts'
import type { Deps } from '../service/deps.ts'
import { version } from '../model/version.ts'
import type { Config } from './config.ts'
import { daemonStatus } from './status.ts'
import { TcpListener } from './tcp-listener.ts'

/** Opens the API on the socket of this daemon, for its own user only, and where else it was opened before. Disposing answers what is asked and closes it. */
export async function openDoor(config: Config, deps: Deps, requestStop: () => void): Promise<AsyncDisposable> {
  const startedAt = deps.clock.now()
  const status = () => daemonStatus(config, deps, startedAt)
  const listener = new TcpListener(config, deps, () => daemon)
  const daemon: Daemon = { version, epoch: deps.random.token(8), status, requestStop, listener }
  const server = await makeServer(deps, daemon)
  await listenOnSocket(server, config)
  await listener.reopen()
  return {
    [Symbol.asyncDispose]: async () => {
      await Promise.all([server.close(), listener[Symbol.asyncDispose]()])
    },
  }
}

async function listenOnSocket(server: ApiServer, { socketFd, paths }: Config): Promise<void> {
  if (socketFd !== null) return server.listen({ fd: socketFd })
  const path = daemonSocket(paths)
  await clearSocketPath(path)
  await server.listen({ path })
  await makePrivate(path)
}
