import process from 'node:process'
import { settingsFileOf } from '../../connect/settings-file-of.ts'
import { readTextIfAny } from '../../host/files.ts'
import { logFile } from '../../host/paths.ts'
import { readTail } from '../../host/read-tail.ts'
import { treeLines } from '../../host/tree-lines.ts'
import type { Instance } from '../../model/instance.ts'
import { version } from '../../model/version.ts'
import { daemonStatus } from '../../sdk/daemon.ts'
import { hostReport } from '../../sdk/host.ts'
import { listImages } from '../../sdk/image.ts'
import { listInstances } from '../../sdk/instance.ts'
import { listOperations } from '../../sdk/operation.ts'
import { listPools } from '../../sdk/pool.ts'
import { listUsage } from '../../sdk/usage.ts'
import { listVolumes } from '../../sdk/volume.ts'
import { listWarmImages } from '../../sdk/warm.ts'
import type { Wire } from '../../sdk/wire.ts'
import type { Session } from '../session.ts'
import type { Found, FoundInstance } from './found.ts'
import { gatherInstance } from './gather-instance.ts'
import { lastEvents } from './last-events.ts'
import type { Tries } from './tries.ts'

/** How many instances are looked at one by one, and of how many files it is told. */
const mostInstances = 200
const mostFiles = 5000
/** How much of the log of the daemon is taken, in bytes. */
const logBytes = 1 << 20

/** Finds out what can be found out. A daemon is started when there is none, and is not needed. */
export async function gather(session: Session, tries: Tries): Promise<Found> {
  const wire = await session.wire()
  const daemon = await tries.get('the daemon', (signal) => daemonStatus(wire, { signal }))
  if (daemon?.logFile === null)
    tries.troubles.push('the log of the daemon: it is in the journal (`journalctl -u strojd`)')
  const [local, remote] = await Promise.all([fromFiles(session, tries), daemon && fromDaemon(wire, tries)])
  return {
    at: session.now(),
    client: { version, node: process.version },
    daemon,
    ...local,
    ...(remote ?? { host: undefined, instances: [], operations: undefined, events: undefined, lists: {} }),
    troubles: tries.troubles,
  }
}

async function fromFiles(
  { paths, environment }: Session,
  tries: Tries,
): Promise<Pick<Found, 'settings' | 'log' | 'files'>> {
  const file = settingsFileOf(environment.all)
  const [settings, log, files] = await Promise.all([
    tries.get('the settings', async () => file && (await readTextIfAny(file))),
    tries.get('the log of the daemon', () => readTail(logFile(paths()), logBytes)),
    tries.get('the files of the daemon', () => linesOf(Object.values(paths()))),
  ])
  return { settings, log, files }
}

async function linesOf(folders: readonly string[]): Promise<string> {
  const lines = await Promise.all(folders.map((folder) => treeLines(folder, mostFiles)))
  return lines
    .flat()
    .map((line) => `${line}\n`)
    .join('')
}

type Asked = Pick<Found, 'host' | 'instances' | 'operations' | 'events' | 'lists'>

async function fromDaemon(wire: Wire, tries: Tries): Promise<Asked> {
  const [host, operations, events, instances] = await Promise.all([
    tries.get('the host', (signal) => hostReport(wire, { signal })),
    tries.get('operations', async (signal) => (await listOperations(wire, { limit: 500, signal })).items),
    tries.get('events', (signal) => lastEvents(wire, signal)),
    tries.get('instances', async (signal) => (await listInstances(wire, { limit: mostInstances, signal })).items),
  ])
  const [images, volumes, pools, warm, usage] = await Promise.all([
    tries.get('images', async (signal) => (await listImages(wire, { signal })).images),
    tries.get('volumes', async (signal) => (await listVolumes(wire, { signal })).items),
    tries.get('pools', async (signal) => (await listPools(wire, { signal })).items),
    tries.get('guests that are kept warm', async (signal) => (await listWarmImages(wire, { signal })).items),
    tries.get('what instances use', async (signal) => (await listUsage(wire, { signal })).items),
  ])
  const lists = { images, volumes, pools, warm, usage }
  return { host, operations, events, lists, instances: await oneByOne(wire, instances ?? [], tries) }
}

/** Not all at once: whoever needs a bundle may have a daemon that has enough to do. */
async function oneByOne(wire: Wire, instances: readonly Instance[], tries: Tries): Promise<readonly FoundInstance[]> {
  const found: FoundInstance[] = []
  for (const instance of instances) found.push(await gatherInstance(wire, instance, tries))
  return found
}
