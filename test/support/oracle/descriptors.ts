import { readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/** What a daemon has open at all times: its lock, its database, its log. */
const standing = /^state\/(?:stroj\.db(?:-wal|-shm)?|daemon\.lock(?:-journal)?|log\/strojd\.log)$/

/** Node itself has a dozen, and a client may just be leaving: so many sockets and pipes are no leak. */
const tolerance = 20

/** What a process has open: files below the home by name, everything else by kind as often as it is beyond `tolerance`. */
export async function descriptorsOf(pid: string, home: string): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`
  const names = await readdir(folder).catch(() => [])
  const targets = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')))
  const inHome = targets
    .filter((target) => target.startsWith(`${home}/`))
    .map((target) => target.slice(home.length + 1))
  const kinds = targets.map((target) => /^(?:socket|pipe):/.exec(target)?.[0] ?? '').filter((kind) => kind !== '')
  return [...inHome.filter((path) => !standing.test(path)), ...kinds.toSorted().slice(tolerance)].toSorted()
}
