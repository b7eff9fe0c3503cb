import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changeState } from '../../../../../src/plan/host/change/plan-change.ts'
import { intelDesktop as desktop, pciDevice } from '../../../../support/inventories.ts'
import { ana, card, instructions, outcome, planOf } from '../../../../support/planned-change.ts'

describe('memory and namespaces', () => {
  test('huge pages are as many as wished, and no more than there is memory', () => {
    assert.match(outcome('huge-pages').join(), /incomplete.*how many/)
    const steps = outcome('huge-pages', { request: { count: 512 } })
    assert.deepEqual(steps, [
      'needed',
      'tee /etc/sysctl.d/90-stroj-huge-pages.conf',
      'sysctl --load=/etc/sysctl.d/90-stroj-huge-pages.conf',
    ])
    const memory = { ...desktop.memory, availableBytes: 2 ** 30 }
    assert.match(
      outcome('huge-pages', { request: { count: 513 }, inventory: { memory } }).join(),
      /1GiB of memory are available/,
    )
  })

  test('namespaces are allowed by the switch that denies them; what denies them otherwise, a person has to know', () => {
    const denied = (restrictedBy: string) => ({ namespaces: { user: false, most: 0, restrictedBy } })
    const verdict = planOf('user-namespaces', { inventory: denied('user.max_user_namespaces') })
    assert.match(verdict.ok ? (verdict.plan.steps[0]?.input ?? '') : '', /^user\.max_user_namespaces = 15000$/m)
    assert.deepEqual(outcome('user-namespaces', { inventory: denied('seccomp') }), ['instructions'])
    assert.deepEqual(outcome('user-namespaces'), ['in-place'])
  })

  test('subordinate ids are those that nobody has', () => {
    assert.deepEqual(outcome('subordinate-ids'), [
      'needed',
      'usermod --add-subuids 100000-165535 ana',
      'usermod --add-subgids 100000-165535 ana',
    ])
  })

  test('ksm is switched by the kernel', () => {
    assert.deepEqual(outcome('ksm'), ['needed', 'tee /sys/kernel/mm/ksm/run'])
    assert.match(outcome('ksm', { inventory: { memory: { ...desktop.memory, ksm: 'absent' } } }).join(), /impossible/)
  })
})

describe('devices', () => {
  const devices = (device: Parameters<typeof pciDevice>[2], ...others: ReturnType<typeof pciDevice>[]) => ({
    devices: {
      ...desktop.devices,
      pci: [pciDevice(card, '8086:1521', { driver: 'igb', iommuGroup: 12, ...device }), ...others],
    },
  })
  const functions = (on: number) => ({ on, most: 7, addresses: on === 0 ? [] : ['0000:03:10.0'] })

  test('the number of virtual functions is changed by way of zero, and not beyond the most', () => {
    const path = `tee /sys/bus/pci/devices/${card}/sriov_numvfs`
    const request = { device: card, count: 4 }
    assert.deepEqual(outcome('virtual-functions', { request }), ['needed', path])
    assert.deepEqual(
      outcome('virtual-functions', { request, inventory: devices({ virtualFunctions: functions(2) }) }),
      ['needed', path, path],
    )
    assert.deepEqual(
      outcome('virtual-functions', { request, inventory: devices({ virtualFunctions: functions(4) }) }),
      ['in-place'],
    )
    assert.match(
      outcome('virtual-functions', { request: { device: card, count: 8 } }).join(),
      /at most 7 virtual functions/,
    )
    assert.match(outcome('virtual-functions', { request, inventory: devices({}) }).join(), /no SR-IOV/)
  })

  test('virtual functions that somebody has stay', () => {
    const inventory = devices(
      { virtualFunctions: functions(1) },
      pciDevice('0000:03:10.0', '8086:1520', { driver: 'vfio-pci', physicalFunction: card }),
    )
    const request = { device: card, count: 0 }
    assert.match(outcome('virtual-functions', { request, inventory }).join(), /device-in-use.*03:10\.0.*give-back/)
    const hostdevs = [{ kind: 'pci' as const, address: '0000:03:10.0', bind: [], rom: null, virtualFunction: null }]
    const taken = [{ name: 'web', hostdevs: hostdevs as never }]
    assert.match(outcome('virtual-functions', { request, inventory, taken }).join(), /instance "web" has it/)
  })

  test('a device goes to vfio-pci, and its node to the user; the way back is without override', () => {
    const folder = `/sys/bus/pci/devices/${card}`
    assert.deepEqual(outcome('bind', { request: { device: card } }), [
      'needed',
      'modprobe vfio-pci',
      `tee ${folder}/driver_override`,
      `tee ${folder}/driver/unbind`,
      'tee /sys/bus/pci/drivers_probe',
      'udevadm settle --timeout=10',
      'chown ana /dev/vfio/12',
    ])
    const back = planOf('bind', { request: { device: card, undo: true }, inventory: devices({ driver: 'vfio-pci' }) })
    assert.deepEqual(back.ok && back.plan.steps.map(({ input }) => input), ['\n', card, card])
  })

  test('a device that is not free, or not alone in its group, is refused with what stands in the way', () => {
    const request = { device: card }
    assert.match(outcome('bind', { request, inventory: devices({ uses: ['eth0'] }) }).join(), /device-in-use.*eth0/)
    const other = pciDevice('0000:03:00.1', '8086:1521', { driver: 'igb', iommuGroup: 12, name: 'second port' })
    assert.match(
      outcome('bind', { request, inventory: devices({}, other) }).join(),
      /device-unsafe.*0000:03:00\.1 \(second port\)/,
    )
    assert.match(outcome('bind', { request: { device: '0000:09:00.0' } }).join(), /device-not-found/)
    assert.match(outcome('bind').join(), /incomplete.*which device/)
  })
})

test('the IOMMU and the kernel command line are for a person, word by word', () => {
  const off = { devices: { ...desktop.devices, iommu: { ...desktop.devices.iommu, enabled: false } } }
  const kernel = { ...desktop.kernel, commandLine: 'ro quiet' }
  assert.match(
    instructions('iommu', { inventory: { ...off, kernel } }),
    /\/etc\/default\/grub, add "intel_iommu=on" and "iommu=pt"/,
  )
  assert.deepEqual(outcome('iommu'), ['in-place'])
})

test('only programs that everybody needs are installed', () => {
  const missing = desktop.tools.map((tool) => ({ ...tool, path: null }))
  const command = 'env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends'
  assert.deepEqual(outcome('tools', { inventory: { tools: missing } }), [
    'needed',
    `${command} passt qemu-system-x86 qemu-utils`,
  ])
})

test('in the list of changes each says where it stands, and why it cannot be made', () => {
  const base = { inventory: desktop, account: ana, ownFiles: [], taken: [], templates: new Set<number>() }
  const state = changeState({ ...base, request: { name: 'huge-pages', undo: false, dryRun: true } })
  assert.deepEqual([state.state, state.reason], ['refused', 'say how many'])
})
