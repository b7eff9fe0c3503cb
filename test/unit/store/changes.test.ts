import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change } from '../../../src/contract/store.ts'
import { Changes } from '../../../src/store/changes.ts'

const change = (revision: number, key: string, deleted = false): Change => ({
  revision,
  kind: 'instance',
  key,
  deleted,
})

test('a slow reader gets the newest change of each key, by ascending revision', async () => {
  using changes = new Changes()
  const stop = new AbortController()
  const watch = changes.watch(stop.signal)
  changes.publish([change(1, 'a'), change(1, 'b')])
  changes.publish([change(2, 'c')])
  changes.publish([change(3, 'a', true)])
  const taken: Change[] = []
  for await (const next of watch) if (taken.push(next) === 3) break
  assert.deepEqual(taken, [change(1, 'b'), change(2, 'c'), change(3, 'a', true)])
})

test('what waits for a reader that never reads is bounded by the number of keys', async () => {
  using changes = new Changes()
  const watch = changes.watch(new AbortController().signal)
  for (let revision = 1; revision <= 100_000; revision++) changes.publish([change(revision, `k${revision % 3}`)])
  const taken: Change[] = []
  for await (const next of watch) if (taken.push(next) === 3) break
  assert.deepEqual(
    taken.map(({ revision }) => revision),
    [99_998, 99_999, 100_000],
  )
})
