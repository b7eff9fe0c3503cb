import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/** Unix sockets below the home on which somebody listens, but for the daemon's own. */
export async function socketsOf(home: string): Promise<readonly string[]> {
  const table = await readFile('/proc/net/unix', 'utf8')
  return (
    table
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      // __SO_ACCEPTCON, the flag of a socket that listens (proc(5) shows it in hex).
      .filter(([, , , flags, , , , path]) => flags === '00010000' && path?.startsWith(`${home}/`) === true)
      .map((fields) => String(fields[7]).slice(home.length + 1))
      .filter((path) => path !== 'run/strojd.sock')
      .toSorted()
  )
}

/** What these processes listen on. */
export async function portsOf(pids: readonly string[]): Promise<readonly string[]> {
  const inodes = new Set((await Promise.all(pids.map(inodesOf))).flat())
  return (await listeners()).filter(({ inode }) => inodes.has(inode)).map(({ address }) => address)
}

async function inodesOf(pid: string): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`
  const names = await readdir(folder).catch(() => [])
  const targets = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')))
  return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [])
}

/** Of TCP those in state 0A, LISTEN; of UDP those in 07, which are bound and connected to nobody (proc(5)). */
async function listeners(): Promise<readonly { readonly address: string; readonly inode: string }[]> {
  const tables = await Promise.all(
    ['tcp', 'tcp6', 'udp', 'udp6'].map(async (name) => ({
      name,
      state: name.startsWith('tcp') ? '0A' : '07',
      text: await readFile(`/proc/net/${name}`, 'utf8').catch(() => ''),
    })),
  )
  return tables.flatMap(({ name, state, text }) =>
    text
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === state)
      .map((fields) => ({ address: `${name} ${fields[1]}`, inode: String(fields[9]) })),
  )
}
