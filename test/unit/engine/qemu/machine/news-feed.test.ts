import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { MachineNews } from '../../../../../src/contract/engine.ts'
import { NewsFeed } from '../../../../../src/engine/qemu/machine/news-feed.ts'

const running: MachineNews = { kind: 'status', status: { kind: 'running' } }
const paused: MachineNews = { kind: 'status', status: { kind: 'paused' } }
const ended: MachineNews = { kind: 'ended', ending: { kind: 'asked', reason: 'ended by request' } }

async function all(feed: NewsFeed): Promise<readonly MachineNews[]> {
  const news: MachineNews[] = []
  for await (const each of feed) news.push(each)
  return news
}

describe('the news of a machine', () => {
  test('of what waits, only the newest status is kept, in its place in time', async () => {
    const feed = new NewsFeed()
    for (const news of [paused, { kind: 'guest-reset' } as const, running, ended]) feed.push(news)
    assert.deepEqual(await all(feed), [{ kind: 'guest-reset' }, running, ended])
  })

  test('each helper is told by itself', async () => {
    const feed = new NewsFeed()
    for (const helper of ['passt (net0)', 'passt (net1)', 'passt (net0)']) feed.push({ kind: 'helper-died', helper })
    feed.push(ended)
    assert.equal((await all(feed)).length, 3)
  })

  test('nothing comes after the end', async () => {
    const feed = new NewsFeed()
    feed.push(ended)
    feed.push(running)
    assert.deepEqual(await all(feed), [ended])
  })

  test('a reader that waits is woken, and let go when nobody looks any more', async () => {
    const feed = new NewsFeed()
    const read = all(feed)
    await Promise.resolve()
    feed.push(running)
    await new Promise((resolve) => setImmediate(resolve))
    feed[Symbol.dispose]()
    assert.deepEqual(await read, [running])
  })
})
