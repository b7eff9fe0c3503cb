import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../../src/model/fault.ts'
import { changeHost, listHostChanges } from '../../../../src/service/host/change.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

const { signal } = new AbortController()
const ksm = { name: 'ksm', undo: false, dryRun: false } as const

/** A bench whose computer does what the switch of KSM says. */
function benchWithKsm() {
  const bench = new ServiceBench()
  const { computer } = bench
  computer.whenDone = ({ input }) => {
    const { memory } = computer.has
    computer.has = { ...computer.has, memory: { ...memory, ksm: input === '1\n' ? 'running' : 'stopped' } }
  }
  return { bench, computer }
}

test('a change is made, looked at again, and told to whoever listens', async () => {
  const { bench, computer } = benchWithKsm()
  const events = bench.deps.events.since(0, signal)
  const change = await changeHost(bench.deps, ksm, signal)
  assert.equal(change.state, 'made')
  assert.deepEqual(
    computer.steps.map(({ command }) => command.join(' ')),
    ['tee /sys/kernel/mm/ksm/run'],
  )
  const { value } = await events.next()
  assert.deepEqual([value?.kind, value?.subject, value?.details], ['host.changed', 'ksm', { undo: false }])
  assert.equal((await changeHost(bench.deps, ksm, signal)).state, 'in-place')
})

test('a dry run changes nothing', async () => {
  const { bench, computer } = benchWithKsm()
  assert.equal((await changeHost(bench.deps, { ...ksm, dryRun: true }, signal)).state, 'needed')
  assert.deepEqual(computer.steps, [])
})

test('a change that has no effect is no success', async () => {
  const bench = new ServiceBench()
  await assert.rejects(changeHost(bench.deps, ksm, signal), { code: 'host.change-without-effect' })
})

test('when a step fails, those before it are taken back', async () => {
  const bench = new ServiceBench()
  const { computer } = bench
  const failure = new Fault('host.change-failed', { step: 'modprobe', done: 0, reason: 'it is broken' })
  computer.whenDone = ({ command }) => {
    if (command.join(' ') === 'modprobe --remove kvm_intel') computer.failNext(failure)
  }
  await assert.rejects(changeHost(bench.deps, { ...ksm, name: 'release-kvm' }, signal), failure)
  const commands = computer.steps.map(({ command }) => command.join(' '))
  assert.deepEqual(commands, ['modprobe --remove kvm_intel', 'modprobe kvm_intel'])
})

test('who uses KVM is told by the name of the instance', async () => {
  const bench = new ServiceBench()
  await bench.create('web')
  const [record] = await bench.deps.store.list('instance', { limit: 1 })
  const instance = record?.value.id ?? ''
  const kvm = { ...bench.computer.has.kvm, holders: [{ pid: 7, program: 'qemu-system-x86', instance }] }
  bench.computer.has = { ...bench.computer.has, kvm }
  await assert.rejects(changeHost(bench.deps, { ...ksm, name: 'release-kvm' }, signal), /in use by instance web \(/)
})

test('guests that are being kept warm are ended where they hold KVM, and only when it is really unloaded', async () => {
  const bench = new ServiceBench()
  const kvm = { ...bench.computer.has.kvm, holders: [{ pid: 7, program: 'qemu-system-x86', instance: 'kz3x0abcde' }] }
  bench.computer.has = { ...bench.computer.has, kvm }
  bench.host.warm.templates.add(7)
  const release = { ...ksm, name: 'release-kvm' } as const
  await changeHost(bench.deps, { ...release, dryRun: true }, signal)
  assert.equal(bench.host.warm.templates.size, 1)
  await changeHost(bench.deps, release, signal).catch(() => {})
  assert.equal(bench.host.warm.templates.size, 0)
  assert.equal(bench.computer.steps[0]?.command.join(' '), 'modprobe --remove kvm_intel')
})

test('the list has every change, with its state', async () => {
  const { changes } = await listHostChanges(new ServiceBench().deps, signal)
  const states = Object.fromEntries(changes.map(({ name, state }) => [name, state]))
  assert.deepEqual([states['kvm-group'], states['ksm'], states['bind']], ['in-place', 'needed', 'refused'])
})
