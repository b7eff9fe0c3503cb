import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** Kept by every daemon, whatever it did: database, lock, log, caches, images, the last number of a user. */
const standing = [/^state\/(stroj\.db|daemon\.|log\/|images\/|machine-users)/, /^run\/strojd\.sock$/, /^cache\//]

export async function filesOf(home: string): Promise<readonly string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
    .filter((path) => !standing.some((pattern) => pattern.test(path)))
    .toSorted()
}

/** Field 5 of /proc/PID/mountinfo is the mount point (proc(5)). */
export async function mountsOf(home: string, daemon: string | undefined): Promise<readonly string[]> {
  const tables = await Promise.all(
    ['self', ...(daemon === undefined ? [] : [daemon])].map((pid) =>
      readFile(`/proc/${pid}/mountinfo`, 'utf8').catch(() => ''),
    ),
  )
  const points = tables.flatMap((table) => table.split('\n').map((line) => line.split(' ')[4] ?? ''))
  return [...new Set(points)].filter((point) => point === home || point.startsWith(`${home}/`)).toSorted()
}

/** How deep below the root of a hierarchy a daemon may have been given a group of its own. */
const deepest = 6

/** Groups of this home, or of nobody any more: those that other daemons use are not ours. `processes` begin with a pid. */
export async function cgroupsOf(root: string, home: string, processes: readonly string[]): Promise<readonly string[]> {
  const ours = new Set(processes.map((line) => line.split(' ')[0]))
  const named = (await groupsBelow(root, deepest)).filter((path) => /stroj/.test(path.slice(root.length)))
  const found = await Promise.all(
    named.map(async (path) => {
      const pids = (await readFile(join(path, 'cgroup.procs'), 'utf8').catch(() => '')).trim()
      const isOurs = pids === '' ? !(await isNotedElsewhere(path, home)) : pids.split('\n').some((pid) => ours.has(pid))
      return isOurs ? [path] : []
    }),
  )
  return found.flat().toSorted()
}

/** A journey in another home may have killed its daemon, which notes the groups of each machine beside its sockets. */
async function isNotedElsewhere(group: string, home: string): Promise<boolean> {
  const note = `run/i/${basename(group).replace(/^stroj-/, '')}.confined`
  const homes = (await readdir(tmpdir())).map((name) => join(tmpdir(), name)).filter((path) => path !== home)
  return homes.some((other) => existsSync(join(other, note)))
}

async function groupsBelow(folder: string, depth: number): Promise<readonly string[]> {
  if (depth === 0) return []
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const groups = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
  return [...groups, ...(await Promise.all(groups.map((group) => groupsBelow(group, depth - 1)))).flat()]
}
