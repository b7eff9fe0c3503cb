import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { HostDevices } from '../../../../src/model/host/device.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import type { TakenDevices } from '../../../../src/plan/instance/device-scene.ts'
import { needsDevices, planHostdevs } from '../../../../src/plan/instance/plan-hostdevs.ts'
import { devices } from '../../../support/host-devices.ts'

const macs = ['52:54:00:00:00:01', '52:54:00:00:00:02']
const card = '0000:04:00.0'
const sriov = { network: 'sriov', device: card } as const

type Given = { readonly host?: HostDevices; readonly taken?: readonly TakenDevices[] }

function verdictOf(input: InstanceSpecInput, { host = devices(), taken = [] }: Given = {}) {
  return planHostdevs({ spec: InstanceSpec.parse({ image: 'tiny', nics: [], ...input }), macs }, host, taken)
}

function planOf(input: InstanceSpecInput, given?: Given) {
  const verdict = verdictOf(input, given)
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.refusal.message)
  return verdict.plan
}

const pci = (address: string, bind = [address]) => ({ kind: 'pci', address, bind, virtualFunction: null }) as const

describe('what a guest gets', () => {
  test('is the card at an address, which vfio-pci must take over before', () => {
    assert.deepEqual(planOf({ hostdevs: [{ pci: '0000:03:00.0' }] }), [pci('0000:03:00.0')])
  })

  test('is the card that vfio-pci has already', () => {
    assert.deepEqual(planOf({ hostdevs: [{ pci: '0000:03:00.1' }] }), [pci('0000:03:00.1', [])])
  })

  test('is the only free one of its ids, after those that are named by address', () => {
    const plan = planOf({ hostdevs: [{ pci: '8086:1521' }, { pci: '0000:03:00.0' }] })
    assert.deepEqual(plan, [pci('0000:03:00.1', []), pci('0000:03:00.0')])
  })

  test('is a whole group when all of it is given', () => {
    const hostdevs = [{ pci: '0000:01:00.0' }, { pci: '0000:01:00.1' }]
    assert.deepEqual(planOf({ hostdevs }), [pci('0000:01:00.0'), pci('0000:01:00.1')])
  })

  test('are virtual functions for nics, each with the address that the nic has', () => {
    const plan = planOf({ nics: [{}, { ...sriov }, { ...sriov, mac: '52:54:00:aa:00:01' }] })
    assert.deepEqual(
      plan.map((device) => device.kind === 'pci' && [device.address, device.virtualFunction]),
      [
        ['0000:04:10.0', { physical: card, index: 0, mac: macs[1] }],
        ['0000:04:10.1', { physical: card, index: 1, mac: '52:54:00:aa:00:01' }],
      ],
    )
  })

  test('is the next virtual function when others have the first', () => {
    const [first] = planOf({ nics: [{ ...sriov }] })
    const [second] = planOf({ nics: [{ ...sriov }] }, { taken: [{ name: 'db', hostdevs: first ? [first] : [] }] })
    assert.equal(second?.kind === 'pci' && second.address, '0000:04:10.1')
  })

  test('is what is plugged into a port, or has the ids', () => {
    const plan = planOf({ hostdevs: [{ usb: '1-3.1' }, { usb: '046d:c52b' }] })
    assert.deepEqual(plan, [
      { kind: 'usb', bus: 1, port: '3.1' },
      { kind: 'usb', bus: 1, port: '2' },
    ])
  })

  test('is the only free one of several USB devices with its ids', () => {
    assert.deepEqual(planOf({ hostdevs: [{ usb: '0781:5583' }] }), [{ kind: 'usb', bus: 1, port: '3.1' }])
  })
})

const unprivileged = { isRoot: false, vfioGroups: [13], lockableBytes: null }
const taken: readonly TakenDevices[] = [
  { name: 'db', hostdevs: [pci('0000:03:00.1'), pci('0000:01:00.1'), { kind: 'usb', bus: 1, port: '2' }] },
]
const without = (own: Partial<HostDevices['pci'][number]>) =>
  devices({ pci: devices().pci.map((device) => (device.address === card ? { ...device, ...own } : device)) })

const refusals: readonly [what: string, spec: InstanceSpecInput, code: string, words: RegExp, given?: Given][] = [
  [
    'is not there',
    { hostdevs: [{ pci: '0000:09:00.0' }] },
    'host.device-not-found',
    /no device "0000:09:00\.0" on its PCI/,
  ],
  ['has ids that nothing has', { hostdevs: [{ pci: 'dead:beef' }] }, 'host.device-not-found', /"dead:beef"/],
  [
    'is one of several',
    { hostdevs: [{ pci: '8086:1521' }] },
    'host.device-ambiguous',
    /0000:03:00\.0 \(I350 Gigabit Network Connection\), 0000:03:00\.1\./,
  ],
  ['is a bridge', { hostdevs: [{ pci: '0000:00:01.0' }] }, 'host.device-unsafe', /it is a bridge/],
  ['has the disk of the host', { hostdevs: [{ pci: '0000:00:1f.2' }] }, 'host.device-in-use', /sda1 is mounted on \//],
  ['is guarded by no IOMMU', { hostdevs: [{ pci: '0000:05:00.0' }] }, 'host.device-unsafe', /does not guard it/],
  [
    'shares its group',
    { hostdevs: [{ pci: '0000:01:00.0' }] },
    'host.device-unsafe',
    /IOMMU group 2 has others that must be given with it: 0000:01:00\.1, driver snd_hda_intel\./,
  ],
  [
    'shares its group with what another instance has',
    { hostdevs: [{ pci: '0000:01:00.0' }] },
    'host.device-unsafe',
    /group 2 is away: instance "db" has it/,
    { taken },
  ],
  ['another has', { hostdevs: [{ pci: '0000:03:00.1' }] }, 'host.device-in-use', /instance "db" has it/, { taken }],
  ['another has on USB', { hostdevs: [{ usb: '1-2' }] }, 'host.device-in-use', /instance "db" has it/, { taken }],
  [
    'is a card with virtual functions away',
    { hostdevs: [{ pci: card }] },
    'host.device-in-use',
    /of its virtual function 0000:04:10\.1, instance "db" has it/,
    { host: without({ uses: [] }), taken: [{ name: 'db', hostdevs: [pci('0000:04:10.1')] }] },
  ],
  [
    'is on a host without IOMMU',
    { hostdevs: [{ pci: '0000:03:00.0' }] },
    'host.no-iommu',
    /without an IOMMU/,
    { host: devices({ iommu: { ...devices().iommu, kind: 'none', enabled: false } }) },
  ],
  [
    'is guarded in its memory and not in its interrupts',
    { hostdevs: [{ pci: '0000:03:00.0' }] },
    'host.device-unsafe',
    /: the IOMMU does not guard interrupts/,
    { host: devices({ iommu: { ...devices().iommu, interruptRemapping: false } }) },
  ],
  [
    'is a card that is divided',
    { hostdevs: [{ pci: card }] },
    'host.device-unsafe',
    /: it is divided into virtual functions, of which 3 are on/,
    { host: without({ uses: [] }) },
  ],
  [
    'has no virtual functions on',
    { nics: [sriov] },
    'host.no-virtual-function',
    /none is switched on/,
    { host: without({ virtualFunctions: { on: 0, most: 7, addresses: [] } }) },
  ],
  ['has no SR-IOV', { nics: [{ ...sriov, device: '0000:03:00.0' }] }, 'host.no-virtual-function', /no SR-IOV/],
  ['is no network card', { nics: [{ ...sriov, device: '0000:05:00.0' }] }, 'host.no-virtual-function', /by hostdevs/],
  [
    'has fewer virtual functions than nics want',
    { nics: [sriov, sriov, sriov, sriov] },
    'host.no-virtual-function',
    /all 3 are in use \(0000:04:10\.0: this instance has it already/,
  ],
  [
    'belongs to a driver, for who is not root',
    { hostdevs: [{ pci: '0000:03:00.0' }] },
    'host.device-denied',
    /only root takes it from its driver igb/,
    { host: devices({ rights: unprivileged }) },
  ],
  [
    'has a node for root only',
    { hostdevs: [{ pci: '0000:03:00.1' }] },
    'host.device-denied',
    /\/dev\/vfio\/13 cannot be written to/,
    { host: devices({ rights: { ...unprivileged, vfioGroups: [] } }) },
  ],
  [
    'needs more memory pinned than is allowed',
    { memory: '1GiB', hostdevs: [{ pci: '0000:03:00.1' }] },
    'host.lock-limit',
    /pinned \(1152MiB\).*only 8MiB/,
    { host: devices({ rights: { ...unprivileged, lockableBytes: 8 * 2 ** 20 } }) },
  ],
  ['cannot be opened', { hostdevs: [{ usb: '2-4' }] }, 'host.device-denied', /\/dev\/bus\/usb\/002\/004/],
  ['is one of several keys', { hostdevs: [{ usb: '1050:0407' }] }, 'host.device-ambiguous', /free: 3-1, 3-2/],
  ['is plugged in nowhere', { hostdevs: [{ usb: '9-9' }] }, 'host.device-not-found', /"9-9" on its USB/],
  ['holds files of the host', { hostdevs: [{ usb: '2-1' }] }, 'host.device-in-use', /sdb1 is mounted on \/mnt/],
]

describe('a start is refused when a device', () => {
  for (const [what, spec, code, words, given] of refusals) {
    test(what, () => {
      const verdict = verdictOf(spec, given)
      assert.ok(!verdict.ok)
      assert.equal(verdict.refusal.code, code)
      assert.match(verdict.refusal.message, words)
    })
  }
})

describe('who is not root', () => {
  const rights = { isRoot: false, vfioGroups: [13], lockableBytes: 2 ** 31 }

  test('gives what was handed over before', () => {
    const plan = planOf({ memory: '1GiB', hostdevs: [{ pci: '0000:03:00.1' }] }, { host: devices({ rights }) })
    assert.deepEqual(plan, [pci('0000:03:00.1', [])])
  })

  test('gives USB devices whose node is writable, however little may be pinned', () => {
    const host = devices({ rights: { ...rights, lockableBytes: 0 } })
    assert.equal(planOf({ hostdevs: [{ usb: '1-2' }] }, { host }).length, 1)
  })
})

test('most specs need no look at the devices of the host', () => {
  const needs = (input: InstanceSpecInput) => needsDevices(InstanceSpec.parse({ image: 'tiny', ...input }))
  assert.deepEqual([needs({}), needs({ nics: [sriov] }), needs({ hostdevs: [{ usb: '1-2' }] })], [false, true, true])
})
