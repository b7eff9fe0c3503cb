import assert from 'node:assert/strict'
import { availableParallelism, release } from 'node:os'
import { test } from 'node:test'
import { HostDeviceReport } from '../../src/model/host/device-report.ts'
import { HostReport } from '../../src/model/host/report.ts'
import { Home } from '../support/home.ts'

test('the host is told as it is, and as its schema says', async () => {
  await using home = await Home.shared()
  const { facts, inventory, checks } = HostReport.parse(await home.json(['host']))
  assert.equal(inventory.kernel.release, release())
  assert.equal(inventory.processor.count, availableParallelism())
  assert.equal(facts.kernel, inventory.kernel.release)
  assert.equal(checks.find(({ name }) => name === 'KVM')?.verdict, facts.kvm.usable ? 'ok' : 'warning')
})

test('its devices are told with what stands in the way of each', async () => {
  await using home = await Home.shared()
  const { iommu, pci } = HostDeviceReport.parse(await home.json(['host', 'devices']))
  for (const { obstacles } of pci) assert.ok(iommu.enabled || obstacles.length > 0)
})

test('doctor ends well on a host that runs instances, and names no fix for what is all right', async () => {
  await using home = await Home.shared()
  const text = await home.ok(['doctor'])
  assert.match(text, /\nThis host can run instances/)
})
