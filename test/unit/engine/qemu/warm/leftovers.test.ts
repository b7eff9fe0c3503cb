import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { test } from 'node:test'
import { openQemuEngine } from '../../../../../src/engine/qemu/engine.ts'
import { readNetworkStyle } from '../../../../../src/engine/qemu/network/read-style.ts'
import { startPasst } from '../../../../../src/engine/qemu/network/start-passt.ts'
import { draftFolder } from '../../../../../src/engine/qemu/warm/run-template.ts'
import { entryExists } from '../../../../../src/host/entry-exists.ts'
import { runFolder } from '../../../../../src/host/paths.ts'
import { isAlive } from '../../../../../src/host/process.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'
import { WarmId } from '../../../../../src/model/name.ts'

test('a daemon that was killed before the QEMU of a draft: its network, which waits for it, goes with the draft', async () => {
  await using home = await TempDir.make('leftovers')
  const paths = { state: `${home.path}/state`, runtime: `${home.path}/run`, cache: `${home.path}/cache` }
  const id = WarmId.parse('abcdefghij')
  const [draft, run] = [draftFolder(paths, id), runFolder(paths, id)]
  await mkdir(draft, { recursive: true })
  const signal = AbortSignal.timeout(30_000)
  const nic = { network: 'user', model: 'virtio', mac: '52:54:00:00:00:01', forward: [] } as const
  const network = await readNetworkStyle(signal)
  const process = await startPasst('nobody', nic, { runFolder: run, network }, 0, signal)
  assert.ok(process && isAlive(process))
  await openQemuEngine({ paths }).warm.removeLeftovers(new Set())
  assert.ok(!isAlive(process))
  assert.deepEqual([await entryExists(draft), await entryExists(run)], [false, false])
})
