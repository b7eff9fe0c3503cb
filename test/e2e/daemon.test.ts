import assert from 'node:assert/strict'
import { chmod, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

async function pidOf(home: Home, name: string): Promise<number> {
  const { state } = await home.json<Instance>(['show', name])
  assert.equal(state.kind, 'running')
  return 'pid' in state ? state.pid : 0
}

test('the daemon is killed with -9 ten times, and no guest is lost', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'keeper', '--detach'])
  await home.ok(['exec', 'keeper', '--', 'sh', '-c', 'echo alive > /tmp/proof'])
  const guest = await pidOf(home, 'keeper')
  for (let kill = 1; kill <= 10; kill++) {
    process.kill(await home.daemonPid(), 'SIGKILL')
    assert.equal(await pidOf(home, 'keeper'), guest, `after kill ${kill}`)
    assert.equal(await home.ok(['exec', 'keeper', '--', 'cat', '/tmp/proof']), 'alive\n')
  }
  await home.ok(['rm', '--force', 'keeper'])
})

test('the daemon is stopped and started anew, as for an upgrade: guests run on', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'kept', '--detach'])
  const guest = await pidOf(home, 'kept')
  await home.ok(['daemon', 'stop'])
  process.kill(guest, 0)
  assert.equal(await pidOf(home, 'kept'), guest)
  await home.ok(['daemon', 'restart'])
  assert.equal(await pidOf(home, 'kept'), guest)
  await home.ok(['rm', '--force', 'kept'])
})

test('a guest that ended while no daemon was there is shown as it is', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'gone', '--detach'])
  const guest = await pidOf(home, 'gone')
  await home.ok(['daemon', 'stop'])
  process.kill(guest, 'SIGKILL')
  const { state } = await home.json<Instance>(['show', 'gone'])
  assert.equal(state.kind, 'failed')
  await home.ok(['rm', 'gone'])
})

test('many who call at once while no daemon runs all get an answer, and one daemon', async () => {
  await using home = await Home.fresh()
  const answers = await Promise.all(Array.from({ length: 6 }, () => home.stroj(['ls', '--format', 'json'])))
  assert.deepEqual(
    answers.map(({ code, stdout }) => [code, JSON.parse(stdout)]),
    answers.map(() => [0, []]),
  )
})

test('the socket that a killed daemon has left is no obstacle', async () => {
  await using home = await Home.fresh()
  await home.ok(['ls'])
  process.kill(await home.daemonPid(), 'SIGKILL')
  assert.ok((await lstat(join(home.path, 'run/strojd.sock'))).isSocket())
  await home.ok(['ls'])
})

test('a file that lies where the socket belongs is refused and left alone', async () => {
  await using home = await Home.fresh()
  await mkdir(join(home.path, 'run'), { recursive: true, mode: 0o700 })
  const path = join(home.path, 'run/strojd.sock')
  await writeFile(path, 'mine')
  const { code, stderr } = await home.stroj(['ls'])
  assert.equal(code, 6)
  assert.match(stderr, /strojd\.sock/)
  assert.equal(await readFile(path, 'utf8'), 'mine')
  await rm(path)
})

test('a damaged database is refused, left as it is, and never replaced by an empty one', async () => {
  await using home = await Home.fresh()
  await mkdir(join(home.path, 'state'), { recursive: true, mode: 0o700 })
  const file = join(home.path, 'state/stroj.db')
  await writeFile(file, 'this is no database, and somebody may still need it'.repeat(200))
  const { code, stderr } = await home.stroj(['ls'])
  assert.equal(code, 6)
  assert.match(stderr, /stroj\.db cannot be used/)
  await rm(file)
})

test('a state folder that cannot be written is told, with the path', {
  skip: process.getuid?.() === 0 && 'root may write everywhere',
}, async () => {
  await using home = await Home.fresh()
  await mkdir(join(home.path, 'state'), { recursive: true })
  await chmod(join(home.path, 'state'), 0o500)
  const { code, stderr } = await home.stroj(['ls'])
  assert.equal(code, 6)
  assert.match(stderr, /cannot write to/)
  await chmod(join(home.path, 'state'), 0o700)
})
