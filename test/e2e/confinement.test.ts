import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { chmod, chown, lstat, readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'
import { askMonitor } from '../support/raw-monitor.ts'
import { untilFound } from '../support/until.ts'

const isRoot = process.getuid?.() === 0
const onlyRoot = isRoot ? {} : { skip: 'only a daemon that runs as root gives machines users of their own' }

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

const shown = (home: Home, name: string) => home.json<Instance>(['show', name])

async function pidOf(home: Home, name: string): Promise<number> {
  const { state } = await shown(home, name)
  assert.ok('pid' in state)
  return state.pid
}

function statusOf(pid: number): Readonly<Record<string, string>> {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n')
  return Object.fromEntries(lines.map((line) => line.split(':\t') as [string, string]))
}

/** What runs for an instance: each names the folder of its sockets. */
function processesOf(home: Home, id: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${home.path}/run/i/${id}/`)
      } catch {
        return false
      }
    })
}

test('T-PRIV-01: whoever is not root reaches nothing of the daemon, whatever his mask', onlyRoot, async () => {
  await using home = await Home.shared()
  await home.ok(['volume', 'create', 'data', '--size', '8MiB'])
  await home.ok(['run', 'tiny', '--name', 'one', '--disk', '16MiB', '-d'])
  const open: string[] = []
  for (const part of ['state', 'run', 'cache']) await lookAt(join(home.path, part), open)
  assert.deepEqual(open, [])
  await home.ok(['rm', '--force', 'one'])
  await home.ok(['volume', 'rm', 'data'])
})

/** Everything that others may read, write or list and can get to. Folders of finished images lie in one that nobody may enter. */
async function lookAt(path: string, open: string[]): Promise<void> {
  const found = await lstat(path)
  const others = found.mode & 0o7
  if (found.isDirectory() ? (others & 0o6) !== 0 : others !== 0 && !found.isSymbolicLink()) open.push(path)
  if (found.isDirectory() && (others & 0o1) !== 0) {
    for (const name of await readdir(path)) await lookAt(join(path, name), open)
  }
}

test(
  'T-PRIV-02: a machine and its network run as a user of their own without any power, in a group of their own',
  onlyRoot,
  async () => {
    await using home = await Home.shared()
    await home.ok(['run', 'tiny', '--name', 'one', '--disk', '16MiB', '-d'])
    await home.ok(['run', 'tiny', '--name', 'two', '--disk', '16MiB', '-d'])
    const users = new Set<string>()
    const spaces = new Set<string>()
    for (const name of ['one', 'two']) {
      const { id, confinement } = await shown(home, name)
      const all = processesOf(home, id)
      assert.ok(all.length >= 2, 'QEMU and passt')
      for (const pid of all) {
        const { Uid = '', CapBnd, NoNewPrivs } = statusOf(pid)
        assert.deepEqual(new Set(Uid.split('\t')).size, 1)
        assert.equal(Number(Uid.split('\t')[0]), confinement?.user)
        assert.equal(NoNewPrivs, '1')
        if (pid === (await pidOf(home, name))) assert.equal(CapBnd, '0000000000000000')
      }
      const status = statusOf(await pidOf(home, name))
      for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapAmb']) assert.equal(status[set], '0000000000000000')
      assert.equal(status['Seccomp'], '2')
      assert.equal(confinement?.ownUser, true)
      users.add(String(confinement?.user))
      if (confinement?.namespaces) {
        for (const kind of ['mnt', 'net', 'ipc', 'uts']) {
          const space = readlinkSync(`/proc/${await pidOf(home, name)}/ns/${kind}`)
          assert.notEqual(space, readlinkSync(`/proc/self/ns/${kind}`))
          assert.ok(!spaces.has(space), 'no two machines have it in common')
          spaces.add(space)
        }
      }
      if (confinement?.limits) {
        assert.match(readFileSync(`/proc/${await pidOf(home, name)}/cgroup`, 'utf8'), new RegExp(`/stroj-${id}$`, 'm'))
      }
      assert.deepEqual(unexpectedFiles(home, id, await pidOf(home, name)), [])
    }
    assert.equal(users.size, 2)
    await home.ok(['rm', '--force', 'one', 'two'])
  },
)

/** What a process has open besides its own disks, logs and sockets, and what every QEMU has. */
function unexpectedFiles(home: Home, id: string, pid: number): readonly string[] {
  const usual = [/^(?:socket|pipe|anon_inode):/, /^\/dev\/(?:null|urandom|kvm)$/, /^\/memfd:/]
  const own = [`${home.path}/state/instances/${id}/`, `${home.path}/state/images/`, '/usr/share/']
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
  return links.filter((to) => !usual.some((known) => known.test(to)) && !own.some((folder) => to.startsWith(folder)))
}

test(
  'T-PRIV-03: whoever has the monitor of a machine gets at no file of the daemon or of another machine',
  onlyRoot,
  async () => {
    await using home = await Home.shared()
    await home.ok(['volume', 'create', 'data', '--size', '8MiB'])
    await home.ok(['run', 'tiny', '--name', 'one', '--disk', '16MiB', '-d'])
    await home.ok(['run', 'tiny', '--name', 'two', '--disk', '16MiB', '-d'])
    const [one, two] = [await shown(home, 'one'), await shown(home, 'two')]
    const volume = await home.json<{ path: string }>(['volume', 'show', 'data'])
    const monitor = join(home.path, 'run/i', one.id, 'rescue.sock')
    const opens = (filename: string, readOnly: boolean) =>
      askMonitor(monitor, {
        execute: 'blockdev-add',
        arguments: { driver: 'file', 'node-name': 'tried', filename, 'read-only': readOnly },
      })
    const closed = /Permission denied|No such file or directory/
    const foreign = [
      join(home.path, 'state/instances', two.id, 'disk0.qcow2'),
      join(home.path, 'state/stroj.db'),
      volume.path,
      '/etc/shadow',
    ]
    for (const path of foreign) {
      assert.ok(existsSync(path), path)
      for (const readOnly of [true, false]) assert.match(await opens(path, readOnly), closed, path)
    }
    assert.match(await opens('/etc/passwd', false), closed)
    if (one.confinement?.namespaces) {
      for (const path of ['/etc/passwd', '/.host/root/etc/passwd', '/proc/self/status']) {
        assert.match(await opens(path, true), closed, path)
      }
      await assertNoNetwork(monitor)
    }
    const memory = { paging: false, protocol: `file:${home.path}/state/log/memory` }
    assert.match(await askMonitor(monitor, { execute: 'dump-guest-memory', arguments: memory }), /"error"/)
    assert.match(await askMonitor(monitor, { execute: 'chardev-add', arguments: logging(home.path) }), /"error"/)
    assert.ok(!existsSync(`${home.path}/state/log/memory`))

    // What would start a program is the end of the machine that asks for it, and of no other.
    await askMonitor(monitor, {
      execute: 'migrate',
      arguments: { uri: `exec:touch ${home.path}/state/log/made` },
    }).catch(() => undefined)
    assert.equal((await home.stroj(['exec', 'two', '--', 'true'])).code, 0)
    assert.ok(!existsSync(`${home.path}/state/log/made`))
    await home.ok(['rm', '--force', 'one', 'two'])
    await home.ok(['volume', 'rm', 'data'])
  },
)

/** A service of the host that listens for everybody on it, and one that has no file. */
async function assertNoNetwork(monitor: string): Promise<void> {
  for (const where of [{ port: 0, host: '127.0.0.1' }, { path: `\0stroj-test-${crypto.randomUUID()}` }]) {
    await using server = createServer()
    server.listen(where)
    await once(server, 'listening')
    const place = server.address()
    const addr =
      typeof place === 'string' || place === null
        ? { type: 'unix', data: { path: `${where.path}`.slice(1), abstract: true } }
        : { type: 'inet', data: { host: '127.0.0.1', port: String(place.port) } }
    const backend = { type: 'socket', data: { addr, server: false } }
    const answer = await askMonitor(monitor, { execute: 'chardev-add', arguments: { id: 'tried', backend } })
    assert.match(answer, /Connection refused/)
  }
}

function logging(home: string) {
  return { id: 'tried', backend: { type: 'file', data: { out: `${home}/state/log/tried` } } }
}

test(
  'what is done to a confined machine works as ever: disks, snapshots, memory, pictures, media and a new daemon',
  onlyRoot,
  async () => {
    await using home = await Home.shared()
    await home.ok(['volume', 'create', 'data', '--size', '8MiB', '--encrypt'], { stdin: 'correct horse battery\n' })
    await home.ok(['run', 'tiny', '--name', 'one', '--disk', '16MiB', '--memory', '128MiB', '-d'])
    const inGuest = (line: string) => home.ok(['exec', 'one', '--', 'sh', '-c', line])
    await home.ok(['daemon', 'restart'])
    assert.equal((await shown(home, 'one')).confinement?.ownUser, true)
    await home.ok(['volume', 'attach', 'data', 'one'])
    await inGuest('echo kept > /dev/vdb; sync')
    await home.ok(['volume', 'detach', 'data', 'one'])
    await home.ok(['snapshot', 'create', 'one', 'plain'])
    await home.ok(['snapshot', 'create', '--memory', 'one', 'whole'])
    await home.ok(['snapshot', 'rm', 'one', 'plain'])
    await home.ok(['screenshot', 'one', join(home.path, 'cache/picture.png')])
    await home.ok(['kill', 'one'])
    await home.ok(['restore', 'one', 'whole'])
    assert.equal((await shown(home, 'one')).confinement?.ownUser, true)
    await home.ok(['set', 'one', 'memory=1GiB', 'cpus=3'])
    await home.ok(['rm', '--force', 'one'])
    await home.ok(['volume', 'rm', 'data'])
  },
)

test(
  'an instance of an earlier version, all of whose files are of root, starts as its own user',
  onlyRoot,
  async () => {
    await using home = await Home.shared()
    await home.ok(['run', 'tiny', '--name', 'one', '--disk', '16MiB', '-d'])
    const { id } = await shown(home, 'one')
    await home.ok(['kill', 'one'])
    const folder = join(home.path, 'state/instances', id)
    for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) {
      await chown(path, 0, 0)
      await chmod(path, lstatSync(path).isDirectory() ? 0o700 : 0o600)
    }
    await home.ok(['start', 'one'])
    const { confinement } = await shown(home, 'one')
    assert.equal(confinement?.ownUser, true)
    assert.equal(statSync(folder).gid, confinement?.user)
    await home.ok(['rm', '--force', 'one'])
  },
)

test('a machine that waits has a user of its own, and the instance that takes it keeps that', onlyRoot, async () => {
  await using home = await Home.shared()
  const small = ['--memory', '128MiB', '--disk', '16MiB'] as const
  await home.ok(['image', 'warm', 'tiny', ...small, '--keep', '1'], { timeoutMs: 600_000 })
  const id = await untilFound(60_000, async () => waitingId(home))
  const waited = processesOf(home, id)
  const users = new Set(waited.map((pid) => Number(statusOf(pid)['Uid']?.split('\t')[0])))
  assert.equal(users.size, 1)
  await home.ok(['run', 'tiny', '--name', 'one', '-d', ...small])
  const one = await shown(home, 'one')
  assert.equal(one.id, id)
  assert.ok(waited.includes(await pidOf(home, 'one')))
  assert.ok(one.confinement?.ownUser === true && users.has(one.confinement.user))
  const folder = join(home.path, 'state/instances', id)
  assert.equal(statSync(folder).gid, one.confinement.user)
  await home.ok(['snapshot', 'create', '--memory', 'one', 'whole'])
  assert.equal((await home.ok(['exec', 'one', '--', 'hostname'])).trim(), 'one')
  await home.ok(['kill', 'one'])
  await home.ok(['restore', 'one', 'whole'])
  assert.equal((await shown(home, 'one')).confinement?.user, one.confinement.user)
  const [warm] = await home.json<{ id: string }[]>(['warm', 'ls'])
  await home.ok(['rm', '--force', 'one'])
  await home.ok(['warm', 'rm', warm?.id ?? ''])
  assert.deepEqual(processesOf(home, id), [])
})

test('a fork has a user of its own, and may write what was shared once it has that alone', onlyRoot, async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'one', '--disk', '16MiB', '--memory', '128MiB', '-d'])
  await home.ok(['exec', 'one', '--', 'true'])
  await home.ok(['fork', 'one', 'two'])
  const [one, two] = [await shown(home, 'one'), await shown(home, 'two')]
  assert.ok(one.confinement?.ownUser === true && two.confinement?.ownUser === true)
  assert.notEqual(one.confinement.user, two.confinement.user)
  await home.ok(['rm', '--force', 'one'])
  await home.ok(['exec', 'two', '--', 'sh', '-c', 'echo kept > /dev/vda; sync'])
  await home.ok(['snapshot', 'create', 'two', 'before'])
  await home.ok(['snapshot', 'rm', 'two', 'before'])
  assert.equal(await home.ok(['exec', 'two', '--', 'head', '-n', '1', '/dev/vda']), 'kept\n')
  await home.ok(['rm', '--force', 'two'])
})

/** Of the one machine that has stepped aside for an instance that is not made yet. */
async function waitingId(home: Home): Promise<string | undefined> {
  const [warm] = await home.json<{ pool: { waiting: number } }[]>(['warm', 'ls'])
  if (warm?.pool.waiting !== 1) return undefined
  const names = await readdir(join(home.path, 'state/instances'))
  return names.flatMap((name) => /^\.(?<id>.*)\.waiting$/.exec(name)?.groups?.['id'] ?? [])[0]
}

test('where others may not enter, a machine runs as the daemon does, and says why', onlyRoot, async () => {
  await using home = await Home.shared()
  await chmod(home.path, 0o700)
  await home.ok(['run', 'tiny', '--name', 'one', '-d'])
  const text = await home.ok(['show', 'one'])
  assert.match(text, /level 0 of 3: runs as root/)
  assert.match(text, new RegExp(`${home.path}, above the folders of stroj, lets only its owner in`))
  await home.ok(['rm', '--force', 'one'])
  await chmod(home.path, 0o711)
})
