import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Change, Store, Write } from '../../src/contract/store.ts'
import { InstanceName } from '../../src/model/name.ts'
import { digestOf, imageRecord, instanceRecord, operationRecord } from '../support/records.ts'

const web = InstanceName.parse('web')

/** What every store must do. `make` gives an empty one; the test closes it. */
export function storeContract(name: string, make: () => Promise<Store>): void {
  describe(`${name} keeps the store contract`, () => {
    test('a record comes back as it was written, with the revision of its commit', async () => {
      await using store = await make()
      for (const write of [put('web'), image, operation]) await store.commit([write])
      assert.deepEqual(await store.get('instance', web), { value: instanceRecord('web'), revision: 1 })
      assert.deepEqual(await store.get('image', digestOf('a')), { value: imageRecord('a'), revision: 2 })
      assert.equal((await store.list('operation', { limit: 1 }))[0]?.value.operation.id, 'op00000000000001')
    })

    test('what is not there is undefined', async () => {
      await using store = await make()
      assert.equal(await store.get('instance', web), undefined)
      assert.deepEqual(await store.list('instance', { limit: 10 }), [])
      assert.equal(await store.count('instance'), 0)
    })

    test('a record cannot be changed by holding on to it', async () => {
      await using store = await make()
      const record = { ...instanceRecord('web'), macs: ['52:54:00:00:00:01'] }
      const committed = store.commit([{ kind: 'instance', put: record }])
      record.macs.push('52:54:00:00:00:02')
      await committed
      assert.equal((await store.get('instance', web))?.value.macs.length, 1)
    })

    test('pages follow each other by key and leave nothing out', async () => {
      await using store = await make()
      const names = ['b', 'a-1', 'd', 'a', 'c']
      await store.commit([...names.map((name) => put(name)), image])
      const first = await namesOf(store, { limit: 2 })
      const second = await namesOf(store, { after: first.at(-1), limit: 2 })
      const third = await namesOf(store, { after: second.at(-1), limit: 2 })
      assert.deepEqual([first, second, third], [['a', 'a-1'], ['b', 'c'], ['d']])
      assert.equal(await store.count('instance'), 5)
    })

    test('a page may begin after a key that is gone', async () => {
      await using store = await make()
      await store.commit([put('a'), put('c')])
      assert.deepEqual(await namesOf(store, { after: 'b', limit: 9 }), ['c'])
    })

    test('revisions grow over all kinds, and one commit has one', async () => {
      await using store = await make()
      assert.deepEqual(await store.commit([put('a'), put('b')]), { revision: 1 })
      assert.deepEqual(await store.commit([image]), { revision: 2 })
      assert.deepEqual(await store.commit([put('a')]), { revision: 3 })
      const revisions = (await store.list('instance', { limit: 9 })).map(({ revision }) => revision)
      assert.deepEqual(revisions, [3, 1])
    })

    test('a write with the revision that is there succeeds, and then the same is a conflict', async () => {
      await using store = await make()
      await store.commit([put('web')])
      assert.deepEqual(await store.commit([put('web', 1)]), { revision: 2 })
      assert.equal(await store.commit([put('web', 1)]), 'conflict')
      assert.equal((await store.get('instance', web))?.revision, 2)
    })

    test('expecting 0 makes a record only when there is none', async () => {
      await using store = await make()
      assert.deepEqual(await store.commit([put('web', 0)]), { revision: 1 })
      assert.equal(await store.commit([put('web', 0)]), 'conflict')
    })

    test('expecting a revision of what is gone is a conflict', async () => {
      await using store = await make()
      await store.commit([put('web')])
      await store.commit([remove('web', 1)])
      assert.equal(await store.commit([put('web', 1)]), 'conflict')
    })

    test('one expectation that fails leaves everything as it was, before or after it', async () => {
      await using store = await make()
      await store.commit([put('web')])
      assert.equal(await store.commit([put('a'), put('web', 7), remove('b')]), 'conflict')
      assert.deepEqual(await namesOf(store, { limit: 9 }), ['web'])
      assert.deepEqual(await store.commit([put('b')]), { revision: 2 })
    })

    test('a rename is one commit', async () => {
      await using store = await make()
      await store.commit([put('web')])
      assert.deepEqual(await store.commit([remove('web', 1), put('www', 0)]), { revision: 2 })
      assert.deepEqual(await namesOf(store, { limit: 9 }), ['www'])
    })

    test('deleting what is not there is no failure and no change', async () => {
      await using store = await make()
      assert.deepEqual(await store.commit([remove('web')]), { revision: 0 })
      assert.deepEqual(await store.commit([]), { revision: 0 })
    })

    test('one key twice in one commit is refused, since it would mean two things', async () => {
      await using store = await make()
      await assert.rejects(store.commit([put('web'), remove('web')]), TypeError)
      assert.equal(await store.count('instance'), 0)
    })

    test('commits asked for together are done in order, each by itself', async () => {
      await using store = await make()
      const answers = await Promise.all([
        store.commit([put('web', 0)]),
        store.commit([put('web', 0)]),
        store.commit([put('b', 0)]),
      ])
      assert.deepEqual(answers, [{ revision: 1 }, 'conflict', { revision: 2 }])
    })

    test('a watcher learns every change after its call, and none before', async () => {
      await using store = await make()
      const stop = new AbortController()
      await store.commit([put('before')])
      const changes = store.watch(stop.signal)
      await store.commit([put('web'), image])
      await store.commit([put('b', 9)])
      await store.commit([remove('web')])
      assert.deepEqual(await take(changes, 2), [
        { revision: 2, kind: 'image', key: digestOf('a'), deleted: false },
        { revision: 3, kind: 'instance', key: 'web', deleted: true },
      ])
      stop.abort()
    })

    test('a watcher that waits is woken by a change', async () => {
      await using store = await make()
      const stop = new AbortController()
      const first = take(store.watch(stop.signal), 1)
      await store.commit([put('web')])
      assert.deepEqual(await first, [{ revision: 1, kind: 'instance', key: 'web', deleted: false }])
      stop.abort()
    })

    test('several watchers learn the same', async () => {
      await using store = await make()
      const signal = new AbortController().signal
      const watchers = [store.watch(signal), store.watch(signal)]
      await store.commit([put('web')])
      const [a, b] = await Promise.all(watchers.map((watcher) => take(watcher, 1)))
      assert.deepEqual(a, b)
    })

    test('watching ends with its signal, before or while it waits', async () => {
      await using store = await make()
      assert.deepEqual(await take(store.watch(AbortSignal.abort()), 1), [])
      const stop = new AbortController()
      const waiting = take(store.watch(stop.signal), 1)
      stop.abort()
      assert.deepEqual(await waiting, [])
    })

    test('watching ends when the store is closed', async () => {
      const store = await make()
      const waiting = take(store.watch(new AbortController().signal), 1)
      await store[Symbol.asyncDispose]()
      assert.deepEqual(await waiting, [])
    })
  })
}

const image: Write = { kind: 'image', put: imageRecord('a') }
const operation: Write = { kind: 'operation', put: operationRecord('op00000000000001') }

function put(name: string, expected?: number): Write {
  return { kind: 'instance', put: instanceRecord(name), expected }
}

function remove(name: string, expected?: number): Write {
  return { kind: 'instance', delete: InstanceName.parse(name), expected }
}

async function namesOf(store: Store, page: { after?: string | undefined; limit: number }): Promise<readonly string[]> {
  return (await store.list('instance', page)).map(({ value }) => value.name)
}

/** The first `count` changes, or fewer when watching ends before. */
async function take(changes: AsyncIterable<Change>, count: number): Promise<readonly Change[]> {
  const taken: Change[] = []
  for await (const change of changes) {
    taken.push(change)
    if (taken.length === count) break
  }
  return taken
}
