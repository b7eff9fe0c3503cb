import assert from 'node:assert/strict'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/** What a stroj home holds on this computer at one moment. */
export type Holdings = {
  /** `pid command` of each process that names the home in its arguments, but for the daemon. */
  readonly processes: readonly string[]
  /** Files and sockets below the home, but for what the daemon always keeps. */
  readonly files: readonly string[]
  /** TCP ports that the daemon or a process of an instance listens on, as in /proc/net/tcp. */
  readonly ports: readonly string[]
}

/** Kept by every daemon, whatever it did: database, lock, log, caches, images, the last number of a user. */
const standing = [/^state\/(stroj\.db|daemon\.|log\/|images\/|machine-users$)/, /^run\/strojd\.sock$/, /^cache\//]

export async function holdingsOf(home: string): Promise<Holdings> {
  return { processes: await processesOf(home), files: await filesOf(home), ports: await portsOf(home) }
}

/** The no-leak oracle: after the work there is nothing that was not there before. */
export async function assertNothingLeft(home: string, before: Holdings): Promise<void> {
  // Ends are seen before the kernel has taken a process apart; only what stays is a leak.
  const deadline = performance.now() + 5000
  for (;;) {
    const after = await holdingsOf(home)
    const leaks = {
      processes: after.processes.filter((item) => !before.processes.includes(item)),
      files: after.files.filter((item) => !before.files.includes(item)),
      ports: after.ports.filter((item) => !before.ports.includes(item)),
    }
    if (Object.values(leaks).every((list) => list.length === 0)) return
    if (performance.now() > deadline) return assert.deepEqual(leaks, { processes: [], files: [], ports: [] })
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function processesOf(home: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
      const ours = words.some((word) => word.includes(`${home}/`))
      return ours && !words.some((word) => /daemon\/main\.(?:js|ts)$/.test(word)) ? [`${pid} ${words[0]}`] : []
    }),
  )
  return found.flat().filter((item) => !item.startsWith(`${process.pid} `))
}

async function filesOf(home: string): Promise<readonly string[]> {
  return (await treeOf(home)).filter((path) => !standing.some((pattern) => pattern.test(path)))
}

async function treeOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted()
}

async function portsOf(home: string): Promise<readonly string[]> {
  const daemon = await readFile(join(home, 'state/daemon.pid'), 'utf8').catch(() => undefined)
  const pids = [
    ...(daemon === undefined ? [] : [daemon]),
    ...(await processesOf(home)).map((item) => item.split(' ')[0]),
  ]
  const inodes = new Set((await Promise.all(pids.map((pid) => socketsOf(String(pid))))).flat())
  return (await listeners()).filter(({ inode }) => inodes.has(inode)).map(({ address }) => address)
}

async function socketsOf(pid: string): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`
  const names = await readdir(folder).catch(() => [])
  const targets = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')))
  return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [])
}

/** State 0A in /proc/net/tcp is LISTEN (proc(5)). */
async function listeners(): Promise<readonly { readonly address: string; readonly inode: string }[]> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')))
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A')
    .map((fields) => ({ address: String(fields[1]), inode: String(fields[9]) }))
}
