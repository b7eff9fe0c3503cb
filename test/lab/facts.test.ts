import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { HostReport } from '../../src/model/host/report.ts'
import { Lab } from './lab.ts'
import { reportOf, told } from './report.ts'

const asked = ['host', '--format', 'json']
let lab: Lab
let report: HostReport

before(async () => {
  lab = await Lab.running()
  report = reportOf(await lab.stroj(asked))
})

test('the processor is told with its extension, and what the host itself runs in', () => {
  const { processor } = report.inventory
  assert.deepEqual(
    [processor.vendor, processor.extension, processor.nestedPaging, processor.hypervisor, processor.count],
    ['AuthenticAMD', 'svm', 'npt', 'qemu', 1],
  )
  assert.equal(processor.nested, true)
})

test('the modules of KVM are told as loaded, with those that stand on them', async () => {
  const loaded = (await lab.ok(['lsmod'])).split('\n').find((line) => line.startsWith('kvm '))
  const module = report.inventory.kernel.modules.find(({ name }) => name === 'kvm')
  assert.equal(module?.state, 'loaded')
  assert.deepEqual(module.usedBy, ['kvm_amd'])
  assert.equal(module.users, Number(loaded?.split(/\s+/)[2]))
  assert.equal(report.inventory.kernel.modules.find(({ name }) => name === 'kvm_intel')?.state, 'loadable')
})

test('/dev/kvm is told with the owner and the mode that udev gave it', async () => {
  const { kvm } = report.inventory
  const [owner, group, mode] = (await lab.ok(['stat', '-c', '%U %G %a', '/dev/kvm'])).trim().split(' ')
  assert.deepEqual([kvm.owner, kvm.group, kvm.mode], [owner, group, `0${mode}`])
  assert.equal(kvm.opening, 'yes')
})

test('KVM is proven by a guest that ran in it', () => {
  assert.deepEqual([report.facts.kvm.usable, report.facts.kvm.obstacle], [true, null])
  assert.match(told(report, 'KVM'), /^ok \| .*test guest ran/)
})

test('the IOMMU is told with its kind, its groups and its remapping of interrupts', async () => {
  const { iommu } = report.inventory.devices
  assert.deepEqual([iommu.kind, iommu.enabled, iommu.announced, iommu.interruptRemapping], ['intel', true, true, true])
  const groups = (await lab.ok(['ls', '/sys/kernel/iommu_groups'])).trim().split('\n').map(Number)
  assert.deepEqual(new Set(iommu.groups.map(({ id }) => id)), new Set(groups))
})

test('each PCI device is told with the driver and the group that the kernel has it in', async () => {
  const addresses = (await lab.ok(['ls', '/sys/bus/pci/devices'])).trim().split('\n')
  assert.deepEqual(report.inventory.devices.pci.map(({ address }) => address).toSorted(), addresses)
  const card = report.inventory.devices.pci.find(({ ids }) => ids === '8086:10d3')
  assert.equal(card?.driver, 'e1000e')
  assert.ok(iommuGroupHas(card.iommuGroup, card.address))
  const disk = report.inventory.devices.pci.find(({ virtualFunctions }) => virtualFunctions !== null)
  assert.deepEqual(disk?.virtualFunctions, { on: 0, most: 2, addresses: [] })
})

function iommuGroupHas(id: number | null, address: string): boolean {
  const { groups } = report.inventory.devices.iommu
  return groups.some((group) => group.id === id && group.devices.includes(address))
}

test('control groups are v2, with all controllers for root', async () => {
  const { cgroups } = report.inventory
  const controllers = (await lab.ok(['cat', '/sys/fs/cgroup/cgroup.controllers'])).trim().split(' ')
  assert.equal(cgroups.version, 'v2')
  assert.deepEqual(new Set(cgroups.controllers), new Set(controllers))
  assert.deepEqual(new Set(cgroups.delegated), new Set(controllers))
})

test('a user is told which controllers systemd has delegated', async () => {
  const service = ['systemd-run', '--uid=ana', '--pipe', '--wait', '--quiet', '--property=Delegate=memory pids']
  const words = ['env', 'HOME=/home/ana', 'STROJ_HOME=/home/ana/delegated', '/opt/stroj/stroj', ...asked]
  const own = reportOf(await lab.run([...service, ...words]))
  assert.deepEqual(own.inventory.cgroups.delegated.toSorted(), ['memory', 'pids'])
  await lab.run([...service, ...words.slice(0, -3), 'daemon', 'stop'])
})
