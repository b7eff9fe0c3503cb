import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { Canary } from '../support/oracle/canary.ts'
import { type Holdings, holdingsOf, leaksBetween } from '../support/oracle/holdings.ts'
import { assertNothingLeft } from '../support/oracle/nothing-left.ts'
import { mountSmallDisk, withoutMounts } from '../support/small-disk.ts'

const forever = "setInterval(() => {}, 1000); console.log('ready')"

/** A home on its own, and a place for control groups. */
class Place implements AsyncDisposable {
  readonly path: string
  private constructor(path: string) {
    this.path = path
  }
  static async make(): Promise<Place> {
    const place = new Place(await mkdtemp(join(tmpdir(), 'stroj-oracle-')))
    for (const folder of ['home/state', 'home/run', 'groups', 'daemon']) {
      await mkdir(join(place.path, folder), { recursive: true })
    }
    return place
  }
  get home(): string {
    return join(this.path, 'home')
  }
  holdings(): Promise<Holdings> {
    return holdingsOf(this.home, join(this.path, 'groups'))
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true })
  }
}

/** A program that says something when it is ready, and is ended with its scope. */
async function running(program: string, args: readonly string[]): Promise<Disposable & { readonly pid: number }> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return { pid: child.pid ?? 0, [Symbol.dispose]: () => void child.kill('SIGKILL') }
}

/** What passes for the daemon of a home, and does what is given after it has written its process id. */
async function daemonThat(place: Place, does: string): Promise<Disposable> {
  const program = join(place.path, 'daemon/main.js')
  await writeFile(program, `const [fs, net] = ['fs', 'net'].map(require); ${does}; ${forever}`)
  const daemon = await running(process.execPath, [program])
  await writeFile(join(place.home, 'state/daemon.pid'), String(daemon.pid))
  return daemon
}

function writeRow(place: Place): Disposable {
  const database = new DatabaseSync(join(place.home, 'state/stroj.db'))
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE record (kind TEXT, key TEXT, value TEXT)')
  const value = JSON.stringify({ uuid: 'one', macs: ['52:54:00:00:00:01'] })
  database.prepare('INSERT INTO record VALUES (?, ?, ?)').run('instance', 'web', value)
  return { [Symbol.dispose]: () => database.close() }
}

/** One leak of each kind, and what the oracle must say of it. */
const leaks: readonly {
  readonly kind: keyof Holdings
  readonly says: RegExp
  readonly skip?: string | false
  readonly plant: (place: Place) => Promise<Disposable>
}[] = [
  {
    kind: 'processes',
    says: /^\d+ .*node$/,
    plant: ({ home }) => running(process.execPath, ['-e', forever, `${home}/forgotten`]),
  },
  {
    kind: 'descriptors',
    says: /^state\/disk\.qcow2$/,
    plant: (place) => daemonThat(place, `fs.openSync('${place.home}/state/disk.qcow2', 'w')`),
  },
  {
    kind: 'sockets',
    says: /^run\/qmp\.sock$/,
    plant: async ({ home }) => {
      const server = createServer().listen(join(home, 'run/qmp.sock'))
      await once(server, 'listening')
      return { [Symbol.dispose]: () => void server.close() }
    },
  },
  {
    kind: 'ports',
    says: /^tcp 0100007F:/,
    plant: (place) => daemonThat(place, "net.createServer().listen(0, '127.0.0.1')"),
  },
  {
    kind: 'files',
    says: /^state\/instances\/forgotten$/,
    plant: async ({ home }) => {
      await mkdir(join(home, 'state/instances'))
      await writeFile(join(home, 'state/instances/forgotten'), '')
      return { [Symbol.dispose]: () => undefined }
    },
  },
  {
    kind: 'mounts',
    says: /\/home\/run\/mounted$/,
    skip: withoutMounts,
    plant: async ({ home }) => mountSmallDisk(join(home, 'run/mounted'), 1),
  },
  {
    kind: 'cgroups',
    says: /groups\/user\.slice\/stroj-web\.scope$/,
    plant: async ({ path }) => {
      await mkdir(join(path, 'groups/user.slice/stroj-web.scope'), { recursive: true })
      return { [Symbol.dispose]: () => undefined }
    },
  },
  { kind: 'rows', says: /^instance web$/, plant: async (place) => writeRow(place) },
  { kind: 'allocated', says: /^macs "52:54:00:00:00:01"$/, plant: async (place) => writeRow(place) },
]

for (const { kind, says, skip, plant } of leaks) {
  test(`the oracle finds a leak among ${kind}`, { skip: skip ?? false }, async () => {
    await using place = await Place.make()
    const before = await place.holdings()
    using _leak = await plant(place)
    const found = leaksBetween(before, await place.holdings())[kind] ?? []
    assert.match(found[0] ?? '', says)
    await assert.rejects(assertNothingLeft(place.home, before, 0), /something is left/)
  })
}

test('every kind of leak was planted', async () => {
  await using place = await Place.make()
  assert.deepEqual(leaks.map(({ kind }) => kind).toSorted(), Object.keys(await place.holdings()).toSorted())
})

test('sockets that nobody closes are a leak once there are many', async () => {
  await using place = await Place.make()
  const before = await place.holdings()
  using _daemon = await daemonThat(place, 'for (let at = 0; at < 40; at++) net.createServer().listen()')
  const found = leaksBetween(before, await place.holdings()).descriptors ?? []
  assert.ok(found.filter((each) => each === 'socket:').length > 20)
})

for (const [what, touch] of [
  ['written to', (path: string) => writeFile(join(path, 'disk.raw'), 'overwritten')],
  ['removed', (path: string) => rm(join(path, 'link'))],
  ['made', (path: string) => writeFile(join(path, 'more'), '')],
] as const) {
  test(`the oracle sees that a file outside of the home was ${what}`, async () => {
    const canary = await Canary.plant()
    try {
      await canary.assertUntouched()
      await touch(canary.path)
      await assert.rejects(canary.assertUntouched(), /files outside of the home were touched/)
    } finally {
      await canary.remove()
    }
  })
}

test('every journey ends with the oracle', async () => {
  // These two look at files only, and start no daemon.
  const without = ['test/e2e/package.test.ts']
  const root = join(import.meta.dirname, '../..')
  const files = globSync(['test/e2e/*.test.ts', 'test/web/*.test.ts', 'test/crash/*.test.ts'], { cwd: root })
  const missing: string[] = []
  for (const file of files.filter((each) => !without.includes(each))) {
    for (const body of (await readFile(join(root, file), 'utf8')).split(/^ *test\(/m).slice(1)) {
      const name = /^['"`](.*?)['"`],/.exec(body)?.[1]
      const ends =
        /await using \w+ = await (?:Home|Range|openBrowser|setUp|make\w*|\w*[Hh]ome\w*)[.(]|await assertNothingLeft\(/
      if (!ends.test(body)) missing.push(`${file}: ${name}`)
    }
  }
  assert.ok(files.length > 15)
  assert.deepEqual(missing, [])
})
