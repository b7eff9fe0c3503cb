import process from 'node:process'
import type { Log } from '../contract/log.ts'
import { daemonSocket, logFile } from '../host/paths.ts'
import { tellStarter } from '../host/ready-pipe.ts'
import { bootedAt } from '../host/system-clock.ts'
import { continueWhenFreed } from '../service/continue-when-freed.ts'
import { autostart } from '../service/autostart.ts'
import { makeDeps } from '../service/deps.ts'
import { keepSchedule } from '../service/snapshot/schedule.ts'
import { keepParking } from '../service/parking/keep.ts'
import { watchPorts } from '../service/parking/watch-ports.ts'
import { recover } from '../service/recover.ts'
import { keepRestartPolicy } from '../service/restart-policy.ts'
import { keepLifetimes } from '../service/temporary/keep.ts'
import type { Config } from './config.ts'
import { openDoor } from './door.ts'
import { claimFolders } from './folders.ts'
import { openLog } from './log.ts'
import { endWell } from './stop.ts'
import { openWorld } from './world.ts'

/** When room is taken for a full disk, in milliseconds after the daemon is ready. */
const roomAfterMs = 1000

/** One life of the daemon: from the lock to the last answer. Throws a fault when it cannot begin. */
export async function serve(config: Config): Promise<void> {
  await using resources = new AsyncDisposableStack()
  resources.use(await claimFolders(config.paths, process.pid))
  const log = openLog(config.mode === 'system' ? null : logFile(config.paths))
  dieLoudly(log)

  const world = await openWorld(config, log)
  resources.use(world.store)
  const deps = makeDeps(world)
  const stop = new AbortController()
  const recovery = await recover(deps)
  resources.use(await openDoor(config, deps, () => stop.abort()))
  log.info('ready', { pid: process.pid, socket: daemonSocket(config.paths), ...recovery })
  deps.events.publish('daemon.started', String(process.pid))
  tellStarter(config.readyFd, { ready: true })

  // Whoever asks first does not wait for that.
  void deps.clock.sleep(roomAfterMs, stop.signal).then(
    () => world.store.keepRoom(),
    () => undefined,
  )
  keepRestartPolicy(deps, stop.signal)
  void deps.usage.run(stop.signal)
  await autostart(deps, bootedAt(), recovery.lost)
  const schedule = keepSchedule(deps, stop.signal)
  const lifetimes = keepLifetimes(deps, stop.signal)
  const parking = [keepParking(deps, stop.signal), watchPorts(deps, stop.signal)]
  const waiting = deps.waiting.run(stop.signal)
  void continueWhenFreed(deps, stop.signal)
  await stopAsked(stop)
  await Promise.all([schedule, lifetimes, ...parking])
  await endWell(deps)
  await waiting
  log.info('stopped; instances go on without a daemon')
}

/** An error that nobody caught leaves an unknown state: the log gets it, and a new daemon puts things right. */
function dieLoudly(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('the daemon met an error that nobody caught and ends', error)
    process.exit(1)
  })
}

function stopAsked(stop: AbortController): Promise<void> {
  const abort = () => stop.abort()
  process.once('SIGTERM', abort).once('SIGINT', abort)
  return new Promise((resolve) => {
    if (stop.signal.aborted) return resolve()
    stop.signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
