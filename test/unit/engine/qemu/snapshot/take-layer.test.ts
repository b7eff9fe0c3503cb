import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LiveLayer } from '../../../../../src/contract/engine.ts'
import { QmpError } from '../../../../../src/engine/qemu/qmp/error.ts'
import { hasLayer } from '../../../../../src/engine/qemu/snapshot/has-layer.ts'
import { type Holder, takeLayer } from '../../../../../src/engine/qemu/snapshot/take-layer.ts'
import { smallPlan } from '../../../../support/start-plan.ts'

const signal = new AbortController().signal
const source = { kind: 'own', file: 'disk0.qcow2', base: null } as const
const started = smallPlan({
  firmware: 'uefi',
  disks: [{ source, readOnly: false, bus: 'virtio', virtualFunctions: 0 }],
})
const parts = [
  { part: 'disk0', file: 'disk0.k3f9a1b2.qcow2', over: 'disk0.qcow2' },
  { part: 'nvram', file: 'nvram.k3f9a1b2.qcow2', over: 'nvram.fd' },
]
const layer: LiveLayer = { started, parts, freeze: 'auto', memoryFile: null }

/** A monitor and an agent that only note what is asked of them. */
function holder(said: string[], own: { readonly freezes?: boolean; readonly fails?: string } = {}): Holder {
  const call = async (command: string, args: unknown): Promise<unknown> => {
    said.push(command === 'transaction' ? `transaction ${JSON.stringify(args)}` : command)
    const why = { kind: 'refused', class: 'GenericError', description: 'no' } as const
    if (command === own.fails || command === 'blockdev-del') throw new QmpError(command, why)
    return {}
  }
  const agent = {
    freeze: async () => {
      said.push('freeze')
      return own.freezes ?? false
    },
    thaw: async () => void said.push('thaw'),
  }
  return { monitor: { call: call as Holder['monitor']['call'] }, agent, folder: '/i' }
}

test('all disks and the UEFI variables are switched in one transaction, with the file systems frozen around it', async () => {
  const said: string[] = []
  const taken = await takeLayer(layer, holder(said, { freezes: true }), signal)
  assert.equal(taken.isFrozen, true)
  const opened = ['blockdev-del', 'blockdev-add', 'blockdev-del', 'blockdev-add']
  assert.deepEqual([...said.slice(0, 5), said[6]], [...opened, 'freeze', 'thaw'])
  assert.deepEqual(JSON.parse(said[5]?.replace('transaction ', '') ?? ''), {
    actions: [
      { type: 'blockdev-snapshot', data: { node: 'disk0-image', overlay: 'disk0-k3f9a1b2' } },
      { type: 'blockdev-snapshot', data: { node: 'firmware-variables', overlay: 'variables-k3f9a1b2' } },
    ],
  })
})

test('file systems are thawed when QEMU refuses, and the new files are closed', async () => {
  const said: string[] = []
  await assert.rejects(takeLayer(layer, holder(said, { freezes: true, fails: 'transaction' }), signal), QmpError)
  assert.deepEqual(said.slice(6), ['thaw', 'blockdev-del', 'blockdev-del'])
})

test('a guest without an agent is taken as it is, unless a frozen one was demanded', async () => {
  assert.equal((await takeLayer(layer, holder([]), signal)).isFrozen, false)
  const said: string[] = []
  await assert.rejects(takeLayer({ ...layer, freeze: 'require' }, holder(said), signal), /could not freeze/)
  assert.ok(!said.some((word) => word.startsWith('transaction')))
  const never: string[] = []
  await takeLayer({ ...layer, freeze: 'never' }, holder(never, { freezes: true }), signal)
  assert.ok(!never.includes('freeze'))
})

test('a guest that was left frozen by a daemon that is gone is thawed by the next that asks for its disks', async () => {
  const said: string[] = []
  const { monitor, agent } = holder(said)
  const asked = (isOpen: boolean) => ({ monitor, agent: { ...agent, port: { isOpen } } })
  assert.equal(await hasLayer(layer, asked(true), signal), false)
  assert.deepEqual(said, ['thaw', 'qom-get'])
  await hasLayer(layer, asked(false), signal)
  assert.deepEqual(said.slice(2), ['qom-get'])
})
