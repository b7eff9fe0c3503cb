import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import type { WarmImage } from '../../src/model/warm.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

const small = ['--memory', '128MiB'] as const

const keep = (home: Home, count: number) =>
  home.ok(['image', 'warm', 'tiny', ...small, '--keep', String(count)], { timeoutMs: 600_000 })

async function item(home: Home): Promise<WarmImage> {
  const [first] = await home.json<WarmImage[]>(['warm', 'ls'])
  if (!first) throw new Error('no guest is kept')
  return first
}

async function untilWaiting(home: Home, count: number): Promise<void> {
  await until(async () => (await item(home)).pool.waiting === count)
}

/** Asks again until it is so. */
async function until(ask: () => Promise<boolean>): Promise<void> {
  await untilFound(60_000, async () => ((await ask()) ? true : undefined))
}

/** Processes of QEMU, or of its networks, that belong to this home. */
async function processes(home: Home, name: RegExp): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return name.test(words.split('\0')[0] ?? '') && words.includes(`${home.path}/run/i/`) ? [pid] : []
    }),
  )
  return found.flat()
}

const machines = (home: Home) => processes(home, /qemu-system/)

async function pidOf(home: Home, name: string): Promise<number | undefined> {
  const { state } = await home.json<Instance>(['show', name])
  return 'pid' in state ? state.pid : undefined
}

/** What of the memory of the guest a process has for itself, in KiB (proc_pid_smaps(5)). */
async function ownOfGuest(pid: number, home: Home): Promise<number> {
  const parts = (await readFile(`/proc/${pid}/smaps`, 'utf8')).split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
  const ofGuest = parts.filter((part) => part.split('\n', 1)[0]?.includes(join(home.path, 'state/warm')) === true)
  assert.equal(ofGuest.length, 1)
  return Number(/^Private_Dirty: +(\d+) kB$/m.exec(ofGuest[0] ?? '')?.[1])
}

test('an instance takes a process that waited, is itself in it, and another one comes', async () => {
  await using home = await Home.shared()
  await keep(home, 2)
  await untilWaiting(home, 2)
  const waited = await machines(home)
  assert.equal(waited.length, 2)
  // Loading its devices may write a page: a port tells its driver that somebody holds the other end.
  for (const pid of waited) assert.ok((await ownOfGuest(pid, home)) <= 64)
  const { pool } = await item(home)
  assert.ok(pool.memoryBytes > 10 << 20 && pool.memoryBytes < 400 << 20, String(pool.memoryBytes))

  await home.ok(['run', 'tiny', '--name', 'f1', '-d', ...small])
  await home.ok(['create', 'tiny', '--name', 'f2', ...small])
  await home.ok(['rename', 'f2', 'f3'])
  await home.ok(['start', 'f3'])
  for (const name of ['f1', 'f3']) {
    assert.ok(waited.includes((await pidOf(home, name)) ?? 0), `${name} is none of ${waited.join()}`)
    assert.equal((await home.ok(['exec', name, '--', 'hostname'])).trim(), name)
  }
  const asks = 'cat /sys/class/dmi/id/product_uuid /sys/class/net/eth0/address /proc/sys/kernel/random/boot_id'
  const words = (
    await Promise.all(['f1', 'f3'].map((name) => home.ok(['exec', name, '--', 'sh', '-c', asks])))
  ).flatMap((text) => text.trim().split('\n'))
  assert.equal(new Set(words).size, 6, words.join(' '))
  await home.ok(['exec', 'f1', '--', 'udhcpc', '-n', '-q', '-t', '10', '-i', 'eth0', '-s', '/bin/true'])

  await home.ok(['reset', 'f1'])
  assert.equal((await home.ok(['exec', 'f1', '--', 'hostname'])).trim(), 'f1')
  await untilWaiting(home, 2)
  await home.ok(['rm', '--force', 'f1', 'f3'])
  await home.ok(['warm', 'rm', (await item(home)).id])
  assert.deepEqual(await machines(home), [])
})

test('a killed daemon leaves none that waits; the next one makes others, and what ran runs on', async () => {
  await using home = await Home.shared()
  await keep(home, 2)
  await untilWaiting(home, 2)
  await home.ok(['run', 'tiny', '--name', 'f1', '-d', ...small])
  await home.ok(['create', 'tiny', '--name', 'f2', ...small])
  await untilWaiting(home, 2)
  const running = await pidOf(home, 'f1')
  const before = await machines(home)
  assert.equal(before.length, 4)
  process.kill(await home.daemonPid(), 'SIGKILL')

  await untilWaiting(home, 2)
  const after = await machines(home)
  assert.deepEqual(
    after.filter((pid) => before.includes(pid)),
    [running],
  )
  assert.equal((await home.ok(['exec', 'f1', '--', 'hostname'])).trim(), 'f1')
  await home.ok(['start', 'f2'])
  assert.equal((await home.ok(['exec', 'f2', '--', 'hostname'])).trim(), 'f2')

  await untilWaiting(home, 2)
  await home.ok(['daemon', 'stop'])
  assert.deepEqual(new Set(await machines(home)), new Set([running, await pidOf(home, 'f2')]))
  await home.ok(['rm', '--force', 'f1', 'f2'])
  await keep(home, 0)
  await until(async () => (await machines(home)).length === 0)
  await home.ok(['warm', 'rm', (await item(home)).id])
})

test('one that waits is replaced when somebody ends it, or its network', async () => {
  await using home = await Home.shared()
  await keep(home, 1)
  for (const name of [/qemu-system/, /(?:^|\/)passt/]) {
    await untilWaiting(home, 1)
    const [before] = await machines(home)
    for (const pid of await processes(home, name)) process.kill(pid, 'SIGKILL')
    await until(async () => {
      const [after] = await machines(home)
      return after !== undefined && after !== before && (await item(home)).pool.waiting === 1
    })
  }
  await home.ok(['warm', 'rm', (await item(home)).id])
})
