import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { HostDevices, PciDevice } from '../../../../src/model/host/device.ts'
import { InstanceSpec } from '../../../../src/model/spec.ts'
import { type DeviceScene, placeOf, type TakenDevices } from '../../../../src/plan/instance/device-scene.ts'
import { planHostdevs } from '../../../../src/plan/instance/plan-hostdevs.ts'
import type { PlannedHostdev } from '../../../../src/plan/instance/start-plan.ts'
import { devices, usbDevice } from '../../../support/host-devices.ts'
import { pciDevice } from '../../../support/inventories.ts'

const addresses = Array.from({ length: 6 }, (_, index) => `0000:03:00.${index}`)
const ids = ['8086:1521', '8086:1520', '10de:1c82']
const use: fc.Arbitrary<string[]> = fc.constantFrom([], [], [], ['the interface eno1'])
const anyDevice = (address: string) =>
  fc.record({
    address: fc.constant(address),
    ids: fc.constantFrom(...ids),
    driver: fc.constantFrom(null, 'vfio-pci', 'igb', 'pcieport', 'pci-stub'),
    iommuGroup: fc.constantFrom(null, 1, 2, 3, 4),
    isBridge: fc.constantFrom(false, false, false, true),
    uses: use,
  })

/** The first device may be a card whose virtual functions are the last ones. */
const anyPci: fc.Arbitrary<PciDevice[]> = fc
  .tuple(fc.tuple(...addresses.map(anyDevice)), fc.integer({ min: 0, max: 3 }))
  .map(([found, on]) => {
    const parts = on === 0 ? [] : addresses.slice(-on)
    const card = { virtualFunctions: { on, most: 3, addresses: parts } }
    return found.map(({ address, ids, ...more }, index) => {
      const physicalFunction = parts.includes(address) ? (addresses[0] ?? null) : null
      return pciDevice(address, ids, { ...more, physicalFunction, ...(index === 0 && card) })
    })
  })

const anyUsb = fc
  .tuple(use, use, fc.boolean())
  .map(([a, b, usable]) => [
    usbDevice('1-1', 'aaaa:0001', { uses: a }),
    usbDevice('1-2', 'aaaa:0001', { uses: b, usable }),
  ])

const anyHost: fc.Arbitrary<HostDevices> = fc
  .record({ pci: anyPci, usb: anyUsb, enabled: fc.constantFrom(true, true, true, false), isRoot: fc.boolean() })
  .map(({ pci, usb, enabled, isRoot }) =>
    devices({
      pci,
      usb,
      iommu: { ...devices().iommu, enabled },
      rights: { isRoot, vfioGroups: [1, 2], lockableBytes: null },
    }),
  )

const anyTaken: fc.Arbitrary<readonly TakenDevices[]> = fc
  .subarray([...addresses], { maxLength: 2 })
  .map((places) => [
    { name: 'other', hostdevs: places.map((address) => ({ kind: 'pci', address, bind: [], virtualFunction: null })) },
  ])

const anySpec = fc
  .record({
    hostdevs: fc.uniqueArray(
      fc.oneof(
        fc.record({ pci: fc.constantFrom(...addresses, ...ids) }),
        fc.record({ usb: fc.constantFrom('1-1', '1-2', 'aaaa:0001', 'bbbb:0001') }),
      ),
      { maxLength: 4, selector: (device) => JSON.stringify(device) },
    ),
    nics: fc.array(fc.constant({ network: 'sriov' as const, device: addresses[0] }), { maxLength: 2 }),
  })
  .map((input) => InstanceSpec.safeParse({ image: 'tiny', ...input }))
  .filter((parsed) => parsed.success)
  .map(({ data }) => data)

/** Said anew here, and not as the planner says it. */
function assertSafe(host: HostDevices, taken: readonly TakenDevices[], plan: readonly PlannedHostdev[]): void {
  const ours = plan.map(placeOf)
  const theirs = taken.flatMap(({ hostdevs }) => hostdevs.map(placeOf))
  assert.equal(new Set(ours).size, ours.length, 'nothing twice')
  assert.ok(!ours.some((place) => theirs.includes(place)), 'nothing that another has')
  for (const device of host.pci.filter(({ address }) => ours.includes(address))) {
    assert.ok(host.iommu.enabled && device.iommuGroup !== null && !device.isBridge)
    assert.deepEqual(device.uses, [], 'nothing that the host uses')
    const group = host.pci.filter(({ iommuGroup }) => iommuGroup === device.iommuGroup)
    for (const { address, driver, isBridge } of group) {
      const idle = driver === null || driver === 'vfio-pci' || driver === 'pci-stub'
      assert.ok(!theirs.includes(address), 'no guest shares a group with another')
      assert.ok(
        ours.includes(address) || idle || (isBridge && driver === 'pcieport'),
        'the whole group is given or idle',
      )
    }
  }
  for (const { port, uses } of host.usb) if (ours.includes(port)) assert.deepEqual(uses, [])
}

test('whatever the host has and the spec wants: it is refused, or every device is alone with its guest', () => {
  let approved = 0
  fc.assert(
    fc.property(anyHost, anyTaken, anySpec, (host, taken, spec) => {
      const scene: Pick<DeviceScene, 'devices' | 'taken'> = { devices: host, taken }
      const verdict = planHostdevs({ spec, macs: ['52:54:00:00:00:01'] }, scene.devices, scene.taken)
      if (!verdict.ok) return assert.match(verdict.refusal.code, /^host\./)
      if (verdict.plan.length > 0) approved += 1
      assert.equal(
        verdict.plan.length,
        spec.hostdevs.length + spec.nics.filter((nic) => nic.network === 'sriov').length,
      )
      assertSafe(host, taken, verdict.plan)
    }),
    { numRuns: 5000 },
  )
  assert.ok(approved > 50, `only ${approved} plans were made`)
})
