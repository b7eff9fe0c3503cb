import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Undo } from '../../../src/kit/undo.ts'

test('what was done is undone backwards when the scope fails', async () => {
  const undone: string[] = []
  await assert.rejects(steps(undone, new Error('third failed')), /third failed/)
  assert.deepEqual(undone, ['second', 'first'])
})

test('what is kept is not undone', async () => {
  const undone: string[] = []
  await steps(undone, undefined)
  assert.deepEqual(undone, [])
})

test('a step that cannot be undone does not stop the others, and all of them are told', async () => {
  const undone: string[] = []
  const undo = new Undo()
  undo.push('make the folder', async () => void undone.push('folder'))
  undo.push('start the helper', () => Promise.reject(new Error('no such process')))
  undo.push('open the socket', () => Promise.reject(new Error('gone')))
  const error: unknown = await undo[Symbol.asyncDispose]().catch((error: unknown) => error)
  assert.ok(error instanceof AggregateError)
  assert.equal(error.message, 'the rollback did not finish')
  assert.deepEqual(
    error.errors.map((inner: Error) => inner.message),
    ['undo failed: open the socket', 'undo failed: start the helper'],
  )
  assert.deepEqual(undone, ['folder'])
})

async function steps(undone: string[], failure: Error | undefined): Promise<void> {
  await using undo = new Undo()
  for (const name of ['first', 'second']) undo.push(name, async () => void undone.push(name))
  if (failure) throw failure
  undo.keep()
}
