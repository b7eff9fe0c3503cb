import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { spawnSync } from 'node:child_process'
import { smallPlan } from '../support/start-plan.ts'
import { QemuBench } from '../support/qemu-bench.ts'

const signal = AbortSignal.timeout(120_000)

test('UEFI variables and disks are taken at one instant, merged while the machine runs, and start again', async () => {
  await using bench = await QemuBench.make(smallPlan({ firmware: 'uefi', memoryBytes: 128 * 2 ** 20 }))
  const { id } = bench.plan
  const started = await bench.withDisk()
  const machine = await bench.start(started)
  const over = { disk1: 'disk1.qcow2', nvram: 'nvram.fd' }
  for (const layer of ['layer001', 'layer002']) {
    const parts = Object.entries(over).map(([part, file]) => ({ part, file: `${part}.${layer}.qcow2`, over: file }))
    await bench.engine.makeLayer({ id, parts }, signal)
    await machine.takeLayer({ started, parts, freeze: 'auto', memoryFile: null }, () => {}, signal)
    assert.equal(await machine.hasLayer({ started, parts }, signal), true)
    for (const { part, file } of parts) over[part as keyof typeof over] = file
  }
  const merged = (['disk1', 'nvram'] as const).map((part) => ({
    part,
    upper: `${part}.layer001.qcow2`,
    lower: part === 'nvram' ? 'nvram.fd' : 'disk1.qcow2',
    top: `${part}.layer002.qcow2`,
    under: [],
    above: [],
    image: null,
  }))
  const merge = { id, parts: merged, started, how: 'commit' } as const
  await machine.merge(merge, () => {}, signal)
  await machine.endMerges(started, signal)
  await machine.kill(signal)
  await machine[Symbol.asyncDispose]()
  await bench.engine.cleanUp(id, started.uuid)

  const source = { kind: 'own', file: 'disk1.layer002.qcow2', base: null, below: ['disk1.qcow2'] } as const
  const disks = started.disks.map((disk) => (disk.source.kind === 'own' ? { ...disk, source } : disk))
  const again = await bench.start({ ...started, disks, variables: ['nvram.layer002.qcow2', 'nvram.fd'] })
  assert.equal((await again.status(signal)).kind, 'running')
  await again.kill(signal)
  await again[Symbol.asyncDispose]()
  await bench.engine.removeUnnamed(
    id,
    new Set(['disk1.qcow2', 'disk1.layer002.qcow2', 'nvram.layer002.qcow2', 'nvram.fd']),
  )
  const left = (await readdir(bench.files.own)).filter((name) => name.includes('.layer001.'))
  assert.deepEqual(left, [])
  const checked = spawnSync('qemu-img', ['check', `${bench.files.own}/disk1.layer002.qcow2`])
  assert.equal(checked.status, 0, String(checked.stderr))
})

test('a merge that another daemon has recorded is let go of, and a snapshot can be taken', async () => {
  await using bench = await QemuBench.make(smallPlan({ memoryBytes: 32 * 2 ** 20 }))
  const { id } = bench.plan
  const started = await bench.withDisk()
  const machine = await bench.start(started)
  const layers = ['disk1.qcow2', 'disk1.layer001.qcow2', 'disk1.layer002.qcow2'] as const
  const take = async (over: string, file: string) => {
    const parts = [{ part: 'disk1', file, over }]
    await bench.engine.makeLayer({ id, parts }, signal)
    await machine.takeLayer({ started, parts, freeze: 'never', memoryFile: null }, () => {}, signal)
  }
  await take(layers[0], layers[1])
  const part = { part: 'disk1', upper: layers[1], lower: layers[0], top: layers[1], under: [], above: [], image: null }
  await machine.merge({ id, parts: [part], started, how: 'stream' }, () => {}, signal)
  // Here the daemon was killed: its record names no lower file any more.
  await machine.endMerges(started, signal)
  await bench.engine.removeUnnamed(id, new Set([layers[1]]))
  await take(layers[1], layers[2])
  const holder = await machine.hasLayer(
    { started, parts: [{ part: 'disk1', file: layers[2], over: layers[1] }] },
    signal,
  )
  assert.equal(holder, true)
  await machine.kill(signal)
  await machine[Symbol.asyncDispose]()
})
