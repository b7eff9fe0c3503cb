import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Feed } from '../../../src/kit/feed.ts'

test('the reader gets everything in order, what was pushed before and what comes while it waits', async () => {
  const feed = new Feed<number>(10)
  feed.push(1)
  const read = all(feed)
  await Promise.resolve()
  feed.push(2)
  await Promise.resolve()
  feed.push(3)
  feed.end()
  assert.deepEqual(await read, [1, 2, 3])
})

test('what was pushed before the end is still read', async () => {
  const feed = new Feed<number>(10)
  feed.push(1)
  feed.end()
  assert.deepEqual(await all(feed), [1])
})

test('the writer learns that the reader is too slow, and may go on when it has caught up', async () => {
  const feed = new Feed<number>(2)
  assert.deepEqual([feed.push(1), feed.push(2), feed.push(3)], [true, true, false])
  const reader = feed[Symbol.asyncIterator]()
  await reader.next()
  assert.equal(feed.push(4), true)
  feed.end()
  assert.deepEqual([(await reader.next()).value, (await reader.next()).value], [2, 4])
})

test('the writer learns that the reader has gone', async () => {
  const feed = new Feed<number>(10)
  feed.push(1)
  for await (const _ of feed) break
  assert.equal(feed.push(2), false)
})

test('a reader that waits ends with the feed', async () => {
  const feed = new Feed<number>(1)
  const waiting = all(feed)
  feed[Symbol.dispose]()
  assert.deepEqual(await waiting, [])
})

async function all<T>(feed: AsyncIterable<T>): Promise<readonly T[]> {
  const items: T[] = []
  for await (const item of feed) items.push(item)
  return items
}
