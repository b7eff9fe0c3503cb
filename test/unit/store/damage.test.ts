import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { InstanceRecord, Store } from '../../../src/contract/store.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { Fault } from '../../../src/model/fault.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { instanceRecord } from '../../support/records.ts'

const names = Array.from({ length: 40 }, (_, number) => `instance-${number}`).sort()
const records = names.map((name) => instanceRecord(name))

test('a database cut at any page is refused, never taken for a smaller one', async () => {
  await using folder = await TempDir.make('stroj-store')
  const { file, whole } = await filled(folder)
  assert.ok(whole.length > 4096 * 8)
  for (let length = 4096; length < whole.length; length += 4096) {
    await writeFile(file, whole.subarray(0, length))
    await assert.rejects(openStore(file), isDamage, `cut at ${length}`)
    assert.deepEqual(await readFile(file), whole.subarray(0, length))
  }
})

test('a flipped bit is found, or does no harm: no record is lost or changed silently', async () => {
  await using folder = await TempDir.make('stroj-store')
  const { file, whole } = await filled(folder)
  let found = 0
  for (let round = 0; round < 400; round++) {
    const bad = Buffer.from(whole)
    // Spread over the whole file by a fixed stride, so that a failure can be repeated.
    const bit = (round * 7_919_009) % (bad.length * 8)
    bad.writeUInt8(bad.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    await writeFile(file, bad)
    const seen = await readAll(file)
    if (seen === 'damaged') found++
    else assert.deepEqual(seen, records, `bit ${bit}`)
    for (const suffix of ['-wal', '-shm']) await rm(file + suffix, { force: true })
  }
  assert.ok(found > 200, `${found} of 400 were found`)
})

async function filled(folder: TempDir): Promise<{ readonly file: string; readonly whole: Buffer }> {
  const file = join(folder.path, 'stroj.db')
  {
    await using store = await openStore(file)
    await store.commit(records.map((put) => ({ kind: 'instance', put })))
  }
  return { file, whole: await readFile(file) }
}

async function readAll(file: string): Promise<readonly InstanceRecord[] | 'damaged'> {
  try {
    await using store = await openStore(file)
    await oneByOne(store)
    return (await store.list('instance', { limit: 100 })).map(({ value }) => value)
  } catch (error) {
    assert.ok(isDamage(error), String(error))
    return 'damaged'
  }
}

async function oneByOne(store: Store): Promise<void> {
  for (const { name } of records) assert.equal((await store.get('instance', name))?.value.name, name)
}

function isDamage(error: unknown): boolean {
  return error instanceof Fault && error.code === 'daemon.store-damaged'
}
