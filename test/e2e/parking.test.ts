import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'
import { freePort } from '../support/free-port.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

const serve = 'mkdir -p /www; echo from the guest > /www/index.html; httpd -h /www'

async function stateOf(home: Home): Promise<string> {
  return (await home.json<Instance>(['show', 'quiet'])).state.kind
}

async function untilParked(home: Home): Promise<void> {
  await untilFound(120_000, async () => ((await stateOf(home)) === 'parked' ? true : undefined))
}

async function ask(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(20_000) })
  return await response.text()
}

test('a guest that does nothing is parked, and answers when somebody connects, to a new daemon, too', async () => {
  await using home = await Home.shared()
  const port = await freePort()
  const options = ['--forward', `${port}:80`, '--set', 'park.after=10s']
  await home.ok(['run', 'tiny', '--name', 'quiet', '--detach', ...options])
  await home.ok(['exec', 'quiet', '--', 'sh', '-c', serve])
  assert.equal(await ask(port), 'from the guest\n')
  await untilParked(home)
  assert.match(await home.ok(['ls']), /quiet +parked/)
  assert.equal(await ask(port), 'from the guest\n')
  assert.equal(await stateOf(home), 'running')

  await untilParked(home)
  await home.ok(['daemon', 'restart'])
  assert.equal(await stateOf(home), 'parked')
  assert.equal(await ask(port), 'from the guest\n')
  assert.equal(await stateOf(home), 'running')

  await untilParked(home)
  const before = Date.now()
  const seconds = Number(await home.ok(['exec', 'quiet', '--', 'date', '+%s']))
  assert.equal(await stateOf(home), 'running')
  // The clock of the guest stood still with it, and is set as soon as it goes on.
  const clock = await untilFound(30_000, async () => {
    const now = Number(await home.ok(['exec', 'quiet', '--', 'date', '+%s']))
    return Math.abs(now - Date.now() / 1000) < 2 ? now : undefined
  })
  assert.ok(clock >= Math.floor(before / 1000) - 2 && clock >= seconds)

  await home.ok(['rm', '--force', 'quiet'])
})
