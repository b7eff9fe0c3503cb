import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Host } from '../../src/contract/host.ts'
import { HostInventory } from '../../src/model/host/inventory.ts'

/** What every maker of the host must do; nothing on it is changed. */
export function hostContract(name: string, open: () => Host | Promise<Host>): void {
  describe(`${name} keeps the contract of the host`, () => {
    const never = new AbortController().signal

    test('an inventory is what its schema says, and nothing else', async () => {
      const host = await open()
      const found = await host.inventory(never)
      assert.deepEqual(HostInventory.parse(found), found)
    })

    test('each group of the IOMMU is made of devices that are there', async () => {
      const { iommu, pci } = await (await open()).devices(never)
      const known = new Set(pci.map(({ address }) => address))
      for (const { id, devices } of iommu.groups) {
        assert.notEqual(devices.length, 0, `group ${id}`)
        for (const address of devices) assert.ok(known.has(address), `${address} of group ${id}`)
      }
    })

    test('a look that is given up ends with the reason of its signal', async () => {
      const host = await open()
      const reason = new Error('changed my mind')
      await assert.rejects(host.inventory(AbortSignal.abort(reason)), reason)
      await assert.rejects(host.devices(AbortSignal.abort(reason)), reason)
    })

    test('no steps are no change', async () => {
      const host = await open()
      const before = await host.devices(never)
      await host.carryOut([], never)
      assert.deepEqual(await host.devices(never), before)
    })
  })
}
