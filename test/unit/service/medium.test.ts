import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeMedium } from '../../../src/service/instance/change-medium.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const soft = (medium: string | null) => ({ medium, force: false })

test('a medium changes in the running machine and in the spec, and nothing is pending then', async () => {
  const bench = new ServiceBench()
  const name = await bench.createRunning('web', { cdrom: '/one.iso' })
  const changed = await changeMedium(bench.deps, name, soft('/two.iso'))
  assert.equal(changed.spec.cdrom, '/two.iso')
  assert.deepEqual(changed.pending, [])
  assert.equal((await bench.guestOf(name)).medium, '/two.iso')
  const emptied = await changeMedium(bench.deps, name, soft(null))
  assert.equal(emptied.spec.cdrom, undefined)
  assert.equal((await bench.guestOf(name)).medium, null)
})

test('a guest that holds its medium keeps it, and so does the spec, unless it is forced', async () => {
  const bench = new ServiceBench()
  const name = await bench.createRunning('web', { cdrom: '/one.iso' })
  const guest = await bench.guestOf(name)
  guest.holdsMedium = true
  await assert.rejects(changeMedium(bench.deps, name, soft(null)), { code: 'instance.medium-locked' })
  assert.equal((await bench.store.get('instance', name))?.value.spec.cdrom, '/one.iso')
  await changeMedium(bench.deps, name, { medium: null, force: true })
  assert.equal(guest.medium, null)
})

test('without a drive there is no place for a medium while it runs; at rest the spec gets one', async () => {
  const bench = new ServiceBench()
  const running = await bench.createRunning('web')
  await assert.rejects(changeMedium(bench.deps, running, soft('/one.iso')), { code: 'instance.no-drive' })
  const resting = new ServiceBench()
  const name = await resting.create('web')
  assert.equal((await changeMedium(resting.deps, name, soft('/one.iso'))).spec.cdrom, '/one.iso')
})

test('a medium that cannot be used changes nothing', async () => {
  const bench = new ServiceBench()
  const name = await bench.createRunning('web', { cdrom: '/one.iso' })
  await assert.rejects(changeMedium(bench.deps, name, soft('/missing.iso')), { code: 'instance.disk-file-missing' })
  assert.equal((await bench.guestOf(name)).medium, undefined)
})

test('the medium of the first boot may be taken out after it', async () => {
  const bench = new ServiceBench()
  const name = await bench.createRunning('web', { cdrom: '/one.iso', boot: { once: 'cdrom' } })
  const { spec } = await changeMedium(bench.deps, name, soft(null))
  assert.equal(spec.boot.once, undefined)
})
