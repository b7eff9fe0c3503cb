import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Engine, Machine } from '../../src/contract/engine.ts'
import type { ProcessIdentity } from '../../src/contract/store.ts'
import type { StartPlan } from '../../src/plan/instance/start-plan.ts'
import type { EngineBench } from './engine.ts'

const parts = [{ part: 'disk1', file: 'disk1.k3f9a1b2.qcow2', over: 'disk1.qcow2' }]
const forever = new AbortController().signal
const soon = () => AbortSignal.timeout(30_000)

/** What every engine must do with layers of disks. Run it for the fake and for QEMU. */
export function layerContract(name: string, make: () => Promise<EngineBench>): void {
  describe(`${name} keeps the contract about layers`, { timeout: 120_000 }, () => {
    test('a new layer is written from one moment on, which later engines see, too', async () => {
      await using bench = await make()
      const started = bench.planWithDisk
      const { id } = started
      await using running = await start(bench)
      await bench.engine.makeLayer({ id, parts }, forever)
      assert.equal(await running.machine.hasLayer({ started, parts }, forever), false)
      assert.equal(await bench.engine.isLayerUsed({ id, parts }), false)
      assert.equal(await bench.engine.hasVariables(id), false)
      const layer = { started, parts, freeze: 'auto', memoryFile: null } as const
      const taken = await running.machine.takeLayer(layer, () => {}, forever)
      assert.deepEqual([taken.isFrozen, taken.memory], [false, null])
      assert.ok(taken.pauseMs >= 0 && taken.pauseMs < 5000)
      assert.equal(await running.machine.hasLayer({ started, parts }, forever), true)
      assert.deepEqual(await running.machine.status(forever), { kind: 'running' })
      await running[Symbol.asyncDispose]()
      await using later = await open(bench.newEngine(), started, running.process)
      assert.equal(await later.machine.hasLayer({ started, parts }, forever), true)
    })

    test('a guest whose memory is kept runs on', async () => {
      await using bench = await make()
      const started = bench.planWithDisk
      const { id } = started
      await using running = await start(bench)
      await bench.engine.makeLayer({ id, parts }, forever)
      const layer = { started, parts, freeze: 'never', memoryFile: 'memory.k3f9a1b2' } as const
      const { memory } = await running.machine.takeLayer(layer, () => {}, soon())
      assert.ok(memory && 'sizeBytes' in memory && memory.sizeBytes > 0)
      assert.equal((await running.machine.status(soon())).kind, 'running')
    })

    test('a layer of a machine that runs is merged, and merging it again is no failure', async () => {
      await using bench = await make()
      const started = bench.planWithDisk
      const { id } = started
      await using running = await start(bench)
      await bench.engine.makeLayer({ id, parts }, forever)
      await running.machine.takeLayer({ started, parts, freeze: 'never', memoryFile: null }, () => {}, forever)
      const files = { upper: 'disk1.k3f9a1b2.qcow2', lower: 'disk1.qcow2', top: 'disk1.k3f9a1b2.qcow2' }
      const part = { part: 'disk1', ...files, under: [], above: [], image: null }
      const merge = { id, parts: [part], started, how: 'stream' } as const
      await running.machine.merge(merge, () => {}, soon())
      await running.machine.merge(merge, () => {}, soon())
      await running.machine.endMerges(started, soon())
      assert.deepEqual(await running.machine.status(forever), { kind: 'running' })
    })

    test('an aborted layer is not made, and files that nobody names are removed', async () => {
      await using bench = await make()
      const { id } = bench.planWithDisk
      const reason = new Error('changed my mind')
      const aborted = bench.engine.makeLayer({ id, parts }, AbortSignal.abort(reason))
      await assert.rejects(aborted, (error) => error === reason)
      await bench.engine.makeLayer({ id, parts }, forever)
      await bench.engine.removeUnnamed(id, new Set(['disk1.qcow2']))
      await bench.engine.removeUnnamed(id, new Set(['disk1.qcow2']))
      await bench.engine.makeLayer({ id, parts }, forever)
    })
  })
}

type Running = AsyncDisposable & { readonly machine: Machine; readonly process: ProcessIdentity }

async function start({ engine, planWithDisk }: EngineBench): Promise<Running> {
  return open(engine, planWithDisk, await engine.launch(planWithDisk, forever))
}

async function open(engine: Engine, { id, uuid }: StartPlan, process: ProcessIdentity): Promise<Running> {
  const opened = await engine.open(id, uuid, process, forever)
  if ('ended' in opened) throw new Error(`it has ended: ${opened.ended.reason}`)
  return { machine: opened, process, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() }
}
