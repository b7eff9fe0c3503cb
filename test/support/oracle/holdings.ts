import { descriptorsOf } from './descriptors.ts'
import { cgroupsOf, filesOf, mountsOf } from './files.ts'
import { daemonOf, processesOf } from './processes.ts'
import { portsOf, socketsOf } from './sockets.ts'
import { rowsOf } from './rows.ts'

/** Everything that a stroj home can hold of this computer, each as a list of what can be compared. */
export type Holdings = {
  /** `pid command` of each process that names the home in its arguments, but for the daemon. */
  readonly processes: readonly string[]
  /** What the daemon has open below the home, and `socket`, `pipe` and the like once for each beyond what it may keep. */
  readonly descriptors: readonly string[]
  /** Unix sockets below the home on which somebody listens. */
  readonly sockets: readonly string[]
  /** TCP and UDP ports that the daemon or a process of an instance listens on, as in /proc/net/tcp. */
  readonly ports: readonly string[]
  /** Files, links and sockets below the home, but for what a daemon always keeps. */
  readonly files: readonly string[]
  /** Mount points below the home, in our namespace and the daemon's. */
  readonly mounts: readonly string[]
  /** Control groups that are named after stroj, and hold a process of this home or nobody at all. */
  readonly cgroups: readonly string[]
  /** `kind key` of each record in the store, but for operations, sessions, settings and images, which stay. */
  readonly rows: readonly string[]
  /** UUIDs, ids, MAC addresses and devices that those records have given away. */
  readonly allocated: readonly string[]
}

/** Where control groups lie; another place in tests of the oracle itself. */
const cgroupRoot = '/sys/fs/cgroup'

export async function holdingsOf(home: string, cgroups = cgroupRoot): Promise<Holdings> {
  const daemon = await daemonOf(home)
  const processes = await processesOf(home)
  const pids = [...(daemon === undefined ? [] : [daemon]), ...processes.map((line) => line.split(' ')[0] ?? '')]
  return {
    processes,
    descriptors: daemon === undefined ? [] : await descriptorsOf(daemon, home),
    sockets: await socketsOf(home),
    ports: await portsOf(pids),
    files: await filesOf(home),
    mounts: await mountsOf(home, daemon),
    cgroups: await cgroupsOf(cgroups, home, processes),
    ...(await rowsOf(home)),
  }
}

/** What is there now and was not before, kind by kind; only kinds that have any. */
export function leaksBetween(before: Holdings, after: Holdings): Partial<Holdings> {
  const kinds = Object.keys(after) as (keyof Holdings)[]
  return Object.fromEntries(
    kinds.map((kind) => [kind, without(after[kind], before[kind])] as const).filter(([, list]) => list.length > 0),
  )
}

/** What is in a list and not in another, each as often as it is more often. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other]
  return list.filter((item) => {
    const at = left.indexOf(item)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}
