import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { clearSocketPath } from '../../src/host/listen-socket.ts'
import { tellStarter } from '../../src/host/ready-pipe.ts'
import { Fault } from '../../src/model/fault.ts'
import { takeDaemonLock } from '../../src/store/daemon-lock.ts'

/**
 * A daemon that can only start: it takes the lock, opens its socket and says so. For tests of what starts daemons.
 * Usage: small-daemon.ts FOLDER BEHAVIOUR --ready-fd=3
 */
const [folder = '', behaviour = ''] = process.argv.slice(2)

switch (behaviour) {
  case 'refuses':
    tellStarter(3, { problem: new Fault('host.unwritable', { path: folder, reason: 'read-only' }).toProblem() })
    break
  case 'dies':
    process.stderr.write('one\ntwo\nthree\nfour\n')
    process.exitCode = 7
    break
  case 'is killed':
    process.kill(process.pid, 'SIGKILL')
    break
  case 'babbles':
    tellStarter(3, 'hello' as unknown as object)
    break
  default:
    live()
}

function live(): void {
  const lock = takeDaemonLock(join(folder, 'lock'))
  if (!lock) {
    tellStarter(3, { problem: new Fault('daemon.already-running', { pid: 1 }).toProblem() })
    return
  }
  const server = createServer((_request, response) => response.end(String(process.pid)))
  // A moment in which the lock is held and the socket is not there, as in a daemon that looks after its instances first.
  setTimeout(() => void open(server), 300)
  process.on('SIGTERM', () => {
    // Named here, so that it is not collected, and given back, while the daemon lives.
    lock[Symbol.dispose]()
    process.exit()
  })
}

async function open(server: Server): Promise<void> {
  const socket = join(folder, 'strojd.sock')
  await clearSocketPath(socket)
  server.listen(socket, () => tellStarter(3, { ready: true }))
}
