import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TempDir } from '../../../src/host/temp-dir.ts'
import type { Instance } from '../../../src/model/instance.ts'
import { FakeDaemon } from '../../fake/daemon.ts'
import { callCli } from '../../support/call-cli.ts'

/** A home with a daemon over fakes, and an instance `web` that is stopped. */
async function withWeb(): Promise<FakeDaemon> {
  const daemon = await FakeDaemon.open()
  await daemon.bench.create('web', { memory: '2GiB', labels: { tier: 'front' } })
  return daemon
}

describe('lists', () => {
  test('in every format, and names alone with -q', async () => {
    await using daemon = await withWeb()
    const ls = async (...words: string[]) => (await callCli(daemon.home, ['ls', ...words])).stdout
    assert.match(await ls(), /^NAME +STATE .*\nweb +stopped +debian:12 /)
    assert.equal(await ls('-q'), 'web\n')
    const [json] = JSON.parse(await ls('--format', 'json')) as Instance[]
    assert.deepEqual([json?.name, json?.spec.memory, json?.state.kind], ['web', 2 ** 31, 'stopped'])
    assert.match(await ls('-o', 'yaml'), /^- id: .*\n {2}name: web\n/)
    assert.match(await ls('-o', 'csv', '--no-headers'), /^web,stopped,debian:12,1,2147483648,/)
  })

  test('by filter', async () => {
    await using daemon = await withWeb()
    assert.equal(
      (await callCli(daemon.home, ['ls', '-q', '--filter', 'state=stopped,label=tier=front'])).stdout,
      'web\n',
    )
    const { stdout, stderr, code } = await callCli(daemon.home, ['ls', '--filter', 'label=other'])
    assert.deepEqual([stdout, stderr, code], ['', 'No instance fits.\n', 0])
  })
})

describe('actions', () => {
  test('say nothing when all went well, and programs get the instances as they are then', async () => {
    await using daemon = await withWeb()
    assert.deepEqual(await callCli(daemon.home, ['start', 'web']), { code: 0, stdout: '', stderr: '' })
    const { stdout } = await callCli(daemon.home, ['pause', 'web', '--format', 'json'])
    assert.deepEqual(
      (JSON.parse(stdout) as Instance[]).map(({ state }) => state.kind),
      ['paused'],
    )
  })

  test('on several: each failure is told, the rest is done, and the exit code says "partly"', async () => {
    await using daemon = await withWeb()
    const { code, stderr } = await callCli(daemon.home, ['start', 'web', 'nobody'])
    assert.equal(code, 8)
    assert.match(stderr, /no instance "nobody"/)
    assert.equal((await callCli(daemon.home, ['ls', '-q', '--filter', 'state=running'])).stdout, 'web\n')
    assert.equal((await callCli(daemon.home, ['start', 'no', 'body'])).code, 3)
  })

  test('on all mean those for which it is possible', async () => {
    await using daemon = await withWeb()
    await daemon.bench.createRunning('db')
    assert.equal((await callCli(daemon.home, ['kill', '--all'])).code, 0)
    assert.match((await callCli(daemon.home, ['kill', '--all'])).stderr, /no instance to kill/)
    assert.match((await callCli(daemon.home, ['kill'])).stderr, /NAME is missing/)
    assert.equal((await callCli(daemon.home, ['kill', 'web', '--all'])).code, 2)
  })

  test('a problem goes to stderr, as an object when programs read', async () => {
    await using daemon = await withWeb()
    const { code, stdout, stderr } = await callCli(daemon.home, ['resume', 'web', '-o', 'json'])
    assert.deepEqual([code, stdout], [4, ''])
    assert.equal((JSON.parse(stderr) as { code: string }).code, 'instance.wrong-state')
  })
})

describe('making and changing', () => {
  test('create builds what is missing and prints the name', async () => {
    await using daemon = await FakeDaemon.open()
    const { code, stdout } = await callCli(daemon.home, ['create', 'debian', '--cpus', '2'])
    assert.equal(code, 0)
    assert.match(stdout, /^debian-[a-z0-9]+\n$/)
  })

  test('a spec on standard input', async () => {
    await using daemon = await withWeb()
    const stdin = 'instances: { a: { image: debian, cpus: 3 }, b: { image: debian } }'
    assert.equal((await callCli(daemon.home, ['create', '-f', '-', '--name', 'a'], { stdin })).stdout, 'a\n')
    const { stdout } = await callCli(daemon.home, ['show', 'a', '-o', 'json'])
    assert.equal((JSON.parse(stdout) as Instance).spec.cpus.count, 3)
  })

  test('set tells what waits for the next start', async () => {
    await using daemon = await FakeDaemon.open()
    await daemon.bench.createRunning('web')
    const { code, stderr } = await callCli(daemon.home, ['set', 'web', 'memory=4GiB'])
    assert.equal(code, 0)
    assert.match(stderr, /At the next start of web.*\n {2}memory: 1GiB → 4GiB: there was room for 1GiB .*\n/)
  })

  test('rename, show by the new name, remove', async () => {
    await using daemon = await withWeb()
    assert.equal((await callCli(daemon.home, ['rename', 'web', 'front'])).code, 0)
    assert.match((await callCli(daemon.home, ['show', 'front'])).stdout, /^Name +front\n/)
    assert.equal((await callCli(daemon.home, ['rm', 'front'])).code, 0)
    assert.equal((await callCli(daemon.home, ['show', 'front'])).code, 3)
  })
})

describe('run', () => {
  test('fails before the start: nothing is left', async () => {
    await using daemon = await withWeb()
    daemon.bench.host.failNext('launch', new Error('no luck'))
    const { code } = await callCli(daemon.home, ['run', 'debian', '--name', 'x', '--detach'])
    assert.notEqual(code, 0)
    assert.equal((await callCli(daemon.home, ['ls', '-q'])).stdout, 'web\n')
  })

  test('Ctrl-C while the image is built: the operation is cancelled, and nothing is left', async () => {
    await using daemon = await FakeDaemon.open()
    daemon.bench.library.gate = new Promise(() => undefined)
    const { code, stderr } = await callCli(daemon.home, ['run', 'debian', '--detach'], {
      onStderr: (soFar, stop) => {
        if (soFar.includes('building')) stop()
      },
    })
    assert.equal(code, 130)
    assert.match(stderr, /image\.build of "debian:12" was cancelled; nothing is left of it/)
    assert.equal((await callCli(daemon.home, ['ls', '-q'])).stdout, '')
    assert.match((await callCli(daemon.home, ['operation', 'ls'])).stdout, /image\.build +debian:12 +cancelled/)
  })

  test('--timeout ends it in the same way, with its own exit code', async () => {
    await using daemon = await FakeDaemon.open()
    daemon.bench.library.gate = new Promise(() => undefined)
    const { code, stderr } = await callCli(daemon.home, ['image', 'build', 'debian', '--timeout', '300ms'])
    assert.equal(code, 7)
    assert.match(stderr, /not finished after 0\.3 seconds/)
  })

  test('options that exclude each other are refused', async () => {
    await using daemon = await FakeDaemon.open()
    assert.equal((await callCli(daemon.home, ['run', 'debian', '--rm', '-d'])).code, 2)
    assert.equal((await callCli(daemon.home, ['run', 'debian', '-d', '--', 'true'])).code, 125)
  })
})

describe('without a daemon', () => {
  test('status says so and does not start one', async () => {
    await using daemon = await FakeDaemon.open()
    const { code, stderr } = await callCli(`${daemon.home}/elsewhere`, ['daemon', 'status'])
    assert.equal(code, 6)
    assert.match(stderr, /no daemon runs there/)
  })

  test('version, help and completion work all the same', async () => {
    await using daemon = await FakeDaemon.open()
    const home = `${daemon.home}/elsewhere`
    assert.match((await callCli(home, ['--version'])).stdout, /^stroj \d/)
    assert.equal((await callCli(home, ['complete', '--', 'start', ''])).code, 0)
    assert.match((await callCli(home, ['ls', '--help'])).stdout, /^List instances\./)
    assert.deepEqual((await callCli(home, [])).code, 2)
  })
})

test('a daemon that ends without a word is told of', async () => {
  // Beside the command line that is tested there is none to start.
  await using home = await TempDir.make('stroj')
  const { code, stderr } = await callCli(home.path, ['ls'])
  assert.equal(code, 6)
  assert.match(stderr, /^Error: The daemon did not start: it ended with code 1: .*Cannot find module/s)
})
