import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ApiBench } from '../../support/api-bench.ts'

describe('waiting for an operation', () => {
  test('gives it as it is at its end, and every change on the way', async () => {
    await using bench = await ApiBench.make()
    const begun = await bench.client.createImage({ kind: 'build', recipe: 'tiny' })
    const states: string[] = []
    const ended = await bench.client.waitForOperation(begun, { onChange: ({ state }) => states.push(state) })
    assert.equal(ended.state, 'done')
    assert.equal(states.at(-1), 'done')
  })

  test('asks nothing when it has ended already', async () => {
    await using bench = await ApiBench.make()
    const ended = await bench.client.createImage({ kind: 'build', recipe: 'tiny' }, { waitMs: 5000 })
    await bench[Symbol.asyncDispose]()
    assert.equal(await bench.client.waitForOperation(ended), ended)
  })

  test('throws why it failed, as the daemon said it', async () => {
    await using bench = await ApiBench.make()
    const path = '/x/backing.qcow2'
    const begun = await bench.client.createImage({ kind: 'import', path, name: 'mine' })
    await assert.rejects(bench.client.waitForOperation(begun), {
      name: 'RemoteFault',
      code: 'image.refused',
      details: { path, reason: 'it has a backing file' },
    })
  })

  test('ends with the reason of the signal, and leaves the operation alone', async () => {
    await using bench = await ApiBench.make()
    bench.services.library.gate = new Promise(() => {})
    const begun = await bench.client.createImage({ kind: 'build', recipe: 'tiny' })
    const stop = new AbortController()
    const waited = bench.client.waitForOperation(begun, {
      signal: stop.signal,
      onChange: () => stop.abort(new Error('enough')),
    })
    await assert.rejects(waited, /enough/)
    assert.equal((await bench.client.showOperation(begun.id)).state, 'running')
  })
})

describe('exec', () => {
  test('carries bytes both ways as they are', async () => {
    await using bench = await ApiBench.make()
    const guest = await bench.services.guestOf(await bench.services.createRunning('web'))
    guest.run = async ({ stdin }) => ({ exitCode: 3, stdout: stdin ?? '', stderr: '/w==', truncated: false })
    const stdin = Uint8Array.of(0, 255, 10, 13)
    const { exitCode, stdout, stderr } = await bench.client.execInInstance('web', { command: ['cat'], stdin })
    assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 3, stdout: stdin, stderr: Uint8Array.of(255) })
  })

  test('takes 12 MiB of input and gives as much output', async () => {
    await using bench = await ApiBench.make()
    const guest = await bench.services.guestOf(await bench.services.createRunning('web'))
    guest.run = async ({ stdin }) => ({ exitCode: 0, stdout: stdin ?? '', stderr: '', truncated: false })
    const stdin = new Uint8Array(12 << 20).map((_, index) => index)
    const { stdout } = await bench.client.execInInstance('web', { command: ['cat'], stdin })
    assert.ok(Buffer.from(stdout).equals(stdin))
  })

  test('stops waiting for the guest when the caller hangs up', async () => {
    await using bench = await ApiBench.make()
    const guest = await bench.services.guestOf(await bench.services.createRunning('web'))
    guest.agentAnswers = false
    const stop = new AbortController()
    const asked = bench.client.execInInstance('web', { command: ['true'] }, { signal: stop.signal })
    stop.abort(new Error('enough'))
    await assert.rejects(asked, /enough/)
  })
})
