import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../../src/model/fault.ts'
import { VolumeName } from '../../../../src/model/name.ts'
import { VolumeConvert, VolumeCreate } from '../../../../src/model/volume.ts'
import { ownRequest } from '../../../../src/service/operation/begin.ts'
import { createVolume } from '../../../../src/service/volume/create.ts'
import { deleteVolume } from '../../../../src/service/volume/delete.ts'
import { exportVolume } from '../../../../src/service/volume/export.ts'
import { lockVolume, rekeyVolume, unlockVolume } from '../../../../src/service/volume/key.ts'
import { convertVolume } from '../../../../src/service/volume/rewrite.ts'
import { showVolume } from '../../../../src/service/volume/view.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

const data = VolumeName.parse('data')
const full = new Fault('host.disk-full', { path: '/volumes', free: '0B', needed: '1GiB' })

async function withVolume(more: Record<string, unknown> = {}): Promise<ServiceBench> {
  const bench = new ServiceBench()
  const want = VolumeCreate.parse({ kind: 'empty', name: 'data', size: '1GiB', ...more })
  await bench.done(await createVolume(bench.deps, want, ownRequest))
  return bench
}

test('an encrypted volume is locked, refuses a wrong passphrase, is unlocked, and takes its passphrase along', async () => {
  const bench = await withVolume({ passphrase: 'correct horse' })
  const { deps, volumes } = bench
  const encryption = async (name = 'data') => (await showVolume(deps, name)).encryption
  assert.equal(await encryption(), 'open')
  await bench.done(
    await createVolume(deps, VolumeCreate.parse({ kind: 'clone', name: 'copy', from: 'data' }), ownRequest),
  )
  assert.equal(await encryption('copy'), 'open')
  await lockVolume(deps, data)
  assert.equal(await encryption(), 'locked')
  await assert.rejects(bench.create('web', { disks: [{ volume: 'data' }] }), { code: 'volume.locked' })
  const wrong = await bench.ended(await unlockVolume(deps, data, 'battery staple', ownRequest))
  assert.equal(wrong.problem?.code, 'volume.wrong-passphrase')
  await bench.done(await unlockVolume(deps, data, 'correct horse', ownRequest))
  await bench.done(await rekeyVolume(deps, data, 'battery staple', ownRequest))
  const out = { path: '/out', format: 'raw', compress: false, overwrite: false } as const
  await assert.rejects(exportVolume(deps, data, { ...out, decrypt: false }, ownRequest), /--decrypt allows that/)
  await bench.done(await exportVolume(deps, data, { ...out, decrypt: true }, ownRequest))
  await deleteVolume(deps, 'data')
  await deleteVolume(deps, 'copy')
  assert.equal(volumes.passphrases.size, 0)
})

test('encryption that fails, and its taking away, leave no passphrase behind', async () => {
  const bench = await withVolume()
  const [encrypted, plain] = [
    VolumeConvert.parse({ format: 'qcow2', passphrase: 'correct horse' }),
    VolumeConvert.parse({ format: 'raw', decrypt: true }),
  ]
  bench.volumes.failNext('copy', full)
  assert.equal((await bench.ended(await convertVolume(bench.deps, data, encrypted, ownRequest))).state, 'failed')
  assert.equal(bench.volumes.passphrases.size, 0)
  await bench.done(await convertVolume(bench.deps, data, encrypted, ownRequest))
  assert.equal((await showVolume(bench.deps, 'data')).encryption, 'open')
  await bench.done(await convertVolume(bench.deps, data, plain, ownRequest))
  assert.equal(bench.volumes.passphrases.size, 0)
  bench.volumes.failNext('create', full)
  const want = VolumeCreate.parse({ kind: 'empty', name: 'new', size: '1GiB', passphrase: 'correct horse' })
  assert.equal((await bench.ended(await createVolume(bench.deps, want, ownRequest))).state, 'failed')
  assert.equal(bench.volumes.passphrases.size, 0)
})
