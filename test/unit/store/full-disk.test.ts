import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { InstanceName } from '../../../src/model/name.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { fillDisk } from '../../support/fill-disk.ts'
import { instanceRecord } from '../../support/records.ts'
import { mountSmallDisk, withoutMounts } from '../../support/small-disk.ts'

test('records are changed and deleted when the file system has nothing left', { skip: withoutMounts }, async () => {
  await using folder = await TempDir.make('stroj-store')
  const path = join(folder.path, 'disk')
  using _disk = mountSmallDisk(path, 8)
  {
    await using store = await openStore(join(path, 'stroj.db'))
    store.keepRoom()
    await fillDisk(join(path, 'ballast'))
    for (let round = 0; round < 200; round++) {
      await store.commit([{ kind: 'instance', put: instanceRecord(`web${round}`) }])
      if (round % 2 === 0) await store.commit([{ kind: 'instance', delete: InstanceName.parse(`web${round}`) }])
    }
    assert.equal(await store.count('instance'), 100)
  }
  await using again = await openStore(join(path, 'stroj.db'))
  assert.equal(await again.count('instance'), 100)
})

test('that there is no room to be kept is no failure', { skip: withoutMounts }, async () => {
  await using folder = await TempDir.make('stroj-store')
  const path = join(folder.path, 'disk')
  using _disk = mountSmallDisk(path, 1)
  await using store = await openStore(join(path, 'stroj.db'))
  store.keepRoom()
  assert.equal(store.trouble, null)
  assert.notEqual(await store.commit([{ kind: 'instance', put: instanceRecord('web') }]), 'conflict')
})
