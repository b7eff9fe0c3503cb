import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cached } from '../../../src/host/cached.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'

const asNumber = (kept: unknown) => (typeof kept === 'number' ? kept : undefined)

describe('what is kept from one look at the host to the next', () => {
  const count = () => {
    let made = 0
    return { make: async () => (made += 1), made: () => made }
  }

  test('is made once for the same circumstances, and again for others', async () => {
    await using folder = await TempDir.make('cached')
    const { make, made } = count()
    const slot = (key: string) => ({ folder: `${folder.path}/new`, name: 'thing', key, accept: asNumber })
    assert.deepEqual([await cached(slot('a'), make), await cached(slot('a'), make)], [1, 1])
    assert.equal(await cached(slot('b'), make), 2)
    assert.equal(made(), 2)
  })

  test('is made anew when the file is damaged, and when there is no place for it', async () => {
    await using folder = await TempDir.make('cached')
    const { make } = count()
    const slot = { folder: folder.path, name: 'thing', key: 'a', accept: asNumber }
    await cached(
      { ...slot, accept: (kept) => (typeof kept === 'string' ? kept : undefined) },
      async () => 'a text where a number is wanted',
    )
    assert.equal(await cached(slot, make), 1)
    assert.equal(await cached({ ...slot, folder: `${folder.path}/thing.json/below-a-file` }, make), 2)
  })
})
