import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Bell } from '../../../src/kit/bell.ts'
import { unlessAborted, within } from '../../../src/kit/within.ts'

const never = new AbortController().signal

test('a ring wakes everyone who waits, and nobody who comes later', async () => {
  const bell = new Bell()
  const woken: string[] = []
  const waiters = ['a', 'b'].map(async (name) => bell.wait(never).then(() => woken.push(name)))
  bell.ring()
  await Promise.all(waiters)
  const late = new AbortController()
  const waiting = bell.wait(late.signal)
  late.abort(new Error('enough'))
  await assert.rejects(waiting, /enough/)
  assert.deepEqual(woken, ['a', 'b'])
})

test('waiting ends with the reason of its signal, before and while it waits', async () => {
  const bell = new Bell()
  await assert.rejects(bell.wait(AbortSignal.abort(new Error('before'))), /before/)
})

test('within gives the value, the reason of the signal, or the error for being late, whichever comes first', async () => {
  const late = () => new Error('late')
  assert.equal(await within(Promise.resolve(1), 1000, never, late), 1)
  await assert.rejects(within(new Promise(() => {}), 1, never, late), /late/)
  await assert.rejects(within(new Promise(() => {}), 1000, AbortSignal.abort(new Error('stop')), late), /stop/)
  await assert.rejects(within(Promise.reject(new Error('broken')), 1000, never, late), /broken/)
})

test('unless it is aborted, a promise keeps its value', async () => {
  assert.equal(await unlessAborted(Promise.resolve(1), never), 1)
  await assert.rejects(unlessAborted(Promise.resolve(1), AbortSignal.abort(new Error('stop'))), /stop/)
})
