import assert from 'node:assert/strict'
import { access } from 'node:fs/promises'
import { before, test } from 'node:test'
import type { Image } from '../../src/model/image.ts'
import type { Operation } from '../../src/model/operation.ts'
import { Home } from '../support/home.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

test('Ctrl-C while an image is built: cancelled, nothing left', async () => {
  await using home = await Home.fresh()
  const { code, stderr } = await home.stroj(['image', 'build', 'tiny'], {
    timeoutMs: 120_000,
    onOutput: ({ stderr }, stop) => {
      if (stderr !== '') stop('SIGINT')
    },
  })
  assert.equal(code, 130)
  assert.match(stderr, /cancelled/)
  const images = await home.json<{ images: Image[] } | Image[]>(['image', 'ls'])
  assert.doesNotMatch(JSON.stringify(images), /sha256/)
  await assert.rejects(access(`${home.path}/state/images/.staging/x`))
  const [operation] = await home.json<Operation[]>(['operation', 'ls'])
  assert.equal(operation?.state, 'cancelled')
})

test('Ctrl-C while run waits for the guest: the command ends, and with --rm the instance is gone', async () => {
  await using home = await Home.shared()
  const { code } = await home.stroj(['run', 'tiny', '--rm', '--', 'sleep', '600'], {
    onOutput: ({ stderr }, stop) => {
      if (/waiting for the guest/i.test(stderr)) stop('SIGINT')
    },
  })
  assert.equal(code, 130)
  assert.deepEqual(await home.json(['ls']), [])
})

test('Ctrl-C while a guest does not react to the power button: it runs on', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'deaf', '--detach'])
  await home.ok(['pause', 'deaf'])
  await home.ok(['resume', 'deaf'])
  await home.ok(['exec', 'deaf', '--', 'sh', '-c', 'killall acpid || true; rm -f /etc/acpi/PWRF/*'])
  const { code } = await home.stroj(['stop', 'deaf'], {
    onOutput: ({ stderr }, stop) => {
      if (/waiting for the guest to shut down/.test(stderr)) stop('SIGINT')
    },
  })
  assert.equal(code, 130)
  assert.equal((await home.json<{ state: { kind: string } }>(['show', 'deaf'])).state.kind, 'running')
  await home.ok(['rm', '--force', 'deaf'])
})
