import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hypervisorOf, type HypervisorTraces } from '../../../../src/facts/processor/hypervisor.ts'
import { Hypervisor } from '../../../../src/model/host/processor.ts'

const bareMetal: HypervisorTraces = {
  isX86: true,
  isGuest: false,
  kernelRelease: '6.1.0-26-amd64',
  dmi: 'Dell Inc.\nPowerEdge R640\nDell Inc.\nDell Inc.',
  clockSources: 'tsc hpet acpi_pm',
  hypervisorType: null,
  hasProcXen: false,
  deviceTree: { hypervisor: null, computer: '', names: [] },
  sysinfo: '',
  log: [],
}
const deviceTree = (more: Partial<HypervisorTraces['deviceTree']>) => ({
  deviceTree: { ...bareMetal.deviceTree, ...more },
})
const guest = { isGuest: true }

const table: readonly (readonly [string, Partial<HypervisorTraces>, Hypervisor | null])[] = [
  ['bare metal', {}, null],
  ['VirtualBox', { dmi: 'innotek GmbH\nVirtualBox\nOracle Corporation\ninnotek GmbH' }, 'virtualbox'],
  // With the paravirtual interface of KVM it has its clock too.
  [
    'VirtualBox with a clock of KVM',
    { ...guest, dmi: 'innotek GmbH\nVirtualBox', clockSources: 'kvm-clock tsc' },
    'virtualbox',
  ],
  ['a server of Oracle', { dmi: 'Oracle Corporation\nSUN FIRE X4170' }, null],
  ['VMware', { ...guest, dmi: 'VMware, Inc.\nVMware Virtual Platform' }, 'vmware'],
  ['Hyper-V', { ...guest, dmi: 'Microsoft Corporation\nVirtual Machine\nMicrosoft Corporation' }, 'hyper-v'],
  ['a computer of Microsoft', { dmi: 'Microsoft Corporation\nSurface Pro 7\nMicrosoft Corporation' }, null],
  ['Hyper-V without DMI', { ...guest, dmi: '', clockSources: 'hyperv_clocksource_tsc_page' }, 'hyper-v'],
  ['WSL 2', { ...guest, kernelRelease: '5.15.90.1-microsoft-standard-WSL2' }, 'wsl'],
  ['WSL 1', { kernelRelease: '4.4.0-19041-Microsoft' }, 'wsl'],
  ['Parallels', { ...guest, dmi: 'Parallels Software International Inc.' }, 'parallels'],
  ['bhyve', { ...guest, dmi: 'FreeBSD\nBHYVE\nFreeBSD\nBHYVE' }, 'bhyve'],
  ['a guest of Xen', { ...guest, dmi: 'Xen\nHVM domU\n\nXen' }, 'xen'],
  ['a guest of Xen at Amazon', { ...guest, dmi: 'Amazon EC2\nt2.micro', hypervisorType: 'xen' }, 'xen'],
  ['the first domain of Xen', { hasProcXen: true }, 'xen'],
  ['QEMU', { ...guest, dmi: 'QEMU\nStandard PC (Q35 + ICH9, 2009)' }, 'qemu'],
  ['QEMU with KVM', { ...guest, dmi: 'QEMU\nStandard PC', clockSources: 'kvm-clock tsc' }, 'kvm'],
  ['QEMU with KVM that has no clock', { ...guest, dmi: 'QEMU\n', log: ['Hypervisor detected: KVM'] }, 'kvm'],
  ['a microvm', { ...guest, dmi: '', clockSources: 'kvm-clock tsc' }, 'kvm'],
  ['Amazon', { ...guest, dmi: 'Amazon EC2\nc5.large' }, 'kvm'],
  ['Amazon bare metal', { dmi: 'Amazon EC2\nc5.metal' }, null],
  ['Amazon on Arm', { isX86: false, dmi: 'Amazon EC2\nc7g.large' }, 'kvm'],
  ['Amazon on Arm bare metal', { isX86: false, dmi: 'Amazon EC2\nc7g.metal' }, null],
  ['Apple on Arm', { isX86: false, dmi: 'Apple Inc.\nApple Virtualization Generic Platform' }, 'unknown'],
  ['KVM on POWER', { isX86: false, ...deviceTree({ hypervisor: 'linux,kvm\0' }) }, 'kvm'],
  ['Xen on Arm', { isX86: false, ...deviceTree({ hypervisor: 'xen,xen-4.17\0xen,xen\0' }) }, 'xen'],
  ['another device tree', { isX86: false, ...deviceTree({ hypervisor: 'acme,hv' }) }, 'unknown'],
  ['PowerVM', { isX86: false, ...deviceTree({ names: ['hmc-managed?', 'ibm,partition-name'] }) }, 'powervm'],
  ['z/VM', { isX86: false, sysinfo: 'LPAR Number: 1\nVM00 Control Program: z/VM    7.2.0   \n' }, 'zvm'],
  ['KVM on s390x', { isX86: false, sysinfo: 'VM00 Control Program: KVM/Linux       \n' }, 'kvm'],
  ['something that only the processors tell of', guest, 'unknown'],
]

for (const [name, traces, expected] of table) {
  test(`${name} is recognised as ${expected ?? 'no hypervisor'}`, () => {
    assert.equal(hypervisorOf({ ...bareMetal, ...traces }), expected)
  })
}

test('whatever a computer shows, the answer is a hypervisor that has a name, or none', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('QEMU', 'Xen', 'KVM', 'linux,kvm', 'VM00 Control Program: ', 'Microsoft'),
  )
  const maybe = fc.option(word, { nil: null })
  const words = fc.array(word)
  const traces = fc.record({
    isX86: fc.boolean(),
    isGuest: fc.boolean(),
    kernelRelease: word,
    dmi: words.map((each) => each.join('\n')),
    clockSources: word,
    hypervisorType: maybe,
    hasProcXen: fc.boolean(),
    deviceTree: fc.record({ hypervisor: maybe, computer: word, names: words }),
    sysinfo: words.map((each) => each.join('\n')),
    log: words,
  })
  fc.assert(fc.property(traces, (each) => Hypervisor.nullable().parse(hypervisorOf(each)) !== undefined))
})
