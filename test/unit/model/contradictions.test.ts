import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceSpec } from '../../../src/model/spec.ts'
import { specIssues } from '../../../src/model/spec-issues.ts'

const image = 'debian:12'
const mac = '52:54:00:00:00:01'
const card = '0000:03:00.0'
const fetched = { kernel: 'http://a/linux', initrd: 'http://a/initrd' }
const sriov = { network: 'sriov', device: card }
const topology = { sockets: 2, cores: 2 }

/** What cannot be true together, where it is shown, and in which words. */
const table: readonly [spec: Readonly<Record<string, unknown>>, path: string, words: RegExp][] = [
  [{}, '', /nothing to boot from: give an image, a disk or a cdrom/],
  [{ image, memory: '16MiB' }, 'memory', /^16MiB of memory is too little; the least is 32MiB$/],
  [{ image, memory: 2 ** 30 + 1 }, 'memory', /whole number of MiB/],
  [{ disk: '512KiB' }, 'disk', /at least 1MiB/],
  [{ disk: 2 ** 30 + 1 }, 'disk', /multiple of 512/],
  [{ image, disks: [{ size: '1G' }, { size: '1K' }] }, 'disks[1].size', /at least 1MiB/],
  [{ image, disks: [file('/a'), file('/b'), file('/a')] }, 'disks[2].file', /\/a is another disk too/],
  [{ image, disks: [file('/a', true), file('/a')] }, 'disks[1].file', /both must be readOnly/],
  [{ image, cpus: { count: 3, topology } }, 'cpus.count', /2 sockets × 2 cores × 1 threads are 4 processors, not 3/],
  [{ image, cpus: { topology: { sockets: 64, cores: 64 } } }, 'cpus', /4096 processors are too many; the most is 255/],
  [{ image, cpus: { model: 'host' }, accel: 'tcg' }, 'cpus.model', /only KVM has the CPU model host/],
  [{ image, boot: { once: 'cdrom' } }, 'boot.once', /there is no cdrom/],
  [{ image, nics: [], boot: { once: 'network' } }, 'boot.once', /there is no nic/],
  [{ disk: '1G', boot: { installer: { ...fetched, initrd: '/i' } } }, 'boot.installer', /both files, or both http/],
  [
    { disk: '1G', boot: { installer: { ...fetched, kernel: 'http://a/l inux' } } },
    'boot.installer',
    /no blanks in URLs/,
  ],
  [{ disk: '1G', boot: { installer: { ...fetched, arguments: 'a && b' } } }, 'boot.installer', /no quotes, \$, && or/],
  [{ disk: '1G', boot: { installer: fetched }, nics: [] }, 'boot.installer', /no nic that leads to the network/],
  [{ disk: '1G', boot: { installer: fetched }, firmware: 'uefi' }, 'boot.installer', /started by the BIOS/],
  [{ disk: '1G', boot: { installer: fetched }, arch: 'aarch64' }, 'boot.installer', /for x86_64 only/],
  [{ image, boot: { order: ['disk', 'disk'] } }, 'boot.order', /the same device twice/],
  [
    { disk: '1G', firmware: 'direct' },
    'firmware',
    /firmware direct boots the kernel of an image, but there is no image/,
  ],
  [{ image, cdrom: '/a.iso', firmware: 'direct', boot: { once: 'cdrom' } }, 'boot.once', /has no meaning/],
  [{ disk: '1G', kernelArguments: 'quiet' }, 'kernelArguments', /but there is no image/],
  [{ image, firmware: 'uefi', kernelArguments: 'quiet' }, 'kernelArguments', /the boot loader of the guest/],
  [{ disk: '1G', machine: 'microvm' }, 'machine', /machine microvm boots the kernel of an image/],
  [{ image, machine: 'microvm', firmware: 'uefi' }, 'firmware', /it has no uefi/],
  [{ image, machine: 'microvm', cdrom: '/a.iso' }, 'cdrom', /no cdrom drive/],
  [{ image, machine: 'microvm', nics: [{}, {}, {}, {}, {}, {}] }, 'machine', /room for 5/],
  [{ image, nics: [{ network: 'isolated', forward: ['1:1'] }] }, 'nics[0].forward', /cannot have port forwards/],
  [{ image, nics: [{ mac }, {}, { mac }] }, 'nics[2].mac', /the address of another nic too/],
  [
    { image, nics: [{ forward: ['80:80', '80:81'] }] },
    'nics[0].forward[1]',
    /takes the same host port as 127\.0\.0\.1:80:80/,
  ],
  [
    { image, nics: [{ forward: ['80:80'] }, { forward: ['0.0.0.0:80:81'] }] },
    'nics[1].forward[0]',
    /the same host port/,
  ],
  [
    { image, hostdevs: [{ pci: card }, { usb: '1-2' }, { pci: card }] },
    'hostdevs[2]',
    /0000:03:00\.0 is given already/,
  ],
  [{ image, hostdevs: [{ pci: card }], nics: [sriov] }, 'nics[0].device', /none of its virtual functions is left/],
  [{ image, nics: [{ network: 'sriov' }] }, 'nics[0].device', /needs the PCI address of the card/],
  [{ image, nics: [{ device: card }] }, 'nics[0].device', /only a nic of network sriov has a device/],
  [{ image, nics: [{ ...sriov, forward: ['1:1'] }] }, 'nics[0].forward', /cannot have port forwards/],
  [{ image, nics: [{ ...sriov, model: 'e1000e' }] }, 'nics[0].model', /leave model out/],
  [{ image, machine: 'microvm', hostdevs: [{ usb: '1-2' }] }, 'hostdevs', /no place for devices of the host/],
  [{ image, machine: 'microvm', nics: [sriov] }, 'nics[0].network', /no place for devices of the host/],
  [{ image, iommu: 'amd', hostdevs: [{ pci: card }] }, 'iommu', /use intel/],
  [{ image, cpus: { features: ['+aes', '-avx', '-aes'] } }, 'cpus.features[2]', /aes is both added and removed/],
  [{ image, cpus: { features: ['+aes', '+aes'] } }, 'cpus.features[1]', /aes is named twice/],
  [{ image, cpus: { features: ['+svm'] } }, 'cpus.features[0]', /say `nested: true`/],
  [{ image, nested: true, cpus: { features: ['-vmx'] } }, 'cpus.features[0]', /nested is true/],
  [{ image, disks: [{ size: '1G', virtualFunctions: 2 }] }, 'disks[0].virtualFunctions', /bus: nvme, not virtio/],
  [{ image, machine: 'microvm', iommu: 'amd' }, 'iommu', /machine microvm does not have; use machine q35/],
  [{ image, machine: 'microvm', disks: [{ size: '1G', bus: 'nvme' }] }, 'disks[0].bus', /nvme is on the PCI bus/],
  [{ image, machine: 'microvm', disks: [{ size: '1G', bus: 'sata' }] }, 'disks[0].bus', /only machine q35 has sata/],
  [
    { image, arch: 'x86_64', machine: 'q35', disks: [{ volume: 'old', bus: 'sata', readOnly: true }] },
    'disks[0].bus',
    /can always be written to/,
  ],
  [
    { image, arch: 'x86_64', machine: 'q35', disks: Array.from({ length: 4 }, () => ({ size: '1G', bus: 'sata' })) },
    'disks[3].bus',
    /room for 3/,
  ],
  [{ image, machine: 'microvm', nics: [{ model: 'e1000e' }] }, 'nics[0].model', /e1000e is on the PCI bus/],
  [{ image, arch: 'aarch64', iommu: 'intel' }, 'iommu', /only guests of x86_64 .* this one is aarch64/],
  [{ image, arch: 's390x', nested: true }, 'nested', /only guests of x86_64/],
  [{ image, arch: 'arm', machine: 'q35' }, 'machine', /guests of arm have no machine q35; use virt/],
  [{ image, arch: 'x86_64', machine: 'pseries' }, 'machine', /use q35 or microvm/],
  [{ image, arch: 'arm', cpus: 9 }, 'cpus', /the most of arm is 8/],
  [{ image, arch: 's390x', cpus: 249 }, 'cpus', /the most of s390x is 248/],
  [{ image, arch: 'aarch64', firmware: 'bios' }, 'firmware', /no firmware bios; use uefi or direct/],
  [{ image, arch: 'riscv64', firmware: 'uefi' }, 'firmware', /no firmware uefi; use board or direct/],
  [{ image, machine: 'q35', firmware: 'board' }, 'firmware', /use bios or uefi or direct/],
  [{ image, arch: 's390x', hostdevs: [{ usb: '1-2' }] }, 'hostdevs', /no place for devices of the host/],
  [{ image, machine: 's390-ccw-virtio', disks: [{ size: '1G', bus: 'nvme' }] }, 'disks[0].bus', /s390x know virtio/],
  [
    { image, arch: 'ppc64le', disks: [{ size: '1G', bus: 'nvme', virtualFunctions: 2 }] },
    'disks[0].virtualFunctions',
    /knows no virtual functions/,
  ],
  [{ disk: '1G', arch: 'riscv64', cdrom: '/a', boot: { once: 'cdrom' } }, 'boot.once', /an order of its own/],
]

for (const [spec, path, words] of table) {
  test(`${JSON.stringify(spec)} is refused at "${path}"`, () => {
    const parsed = InstanceSpec.safeParse(spec)
    const issues = parsed.success ? [] : specIssues(parsed.error, spec)
    assert.deepEqual(
      issues.map((issue) => issue.path),
      [path],
    )
    assert.match(issues[0]?.message ?? '', words)
  })
}

for (const spec of [
  { image },
  { disk: '10G' },
  { cdrom: '/live.iso' },
  { disk: '10G', cdrom: '/a.iso', boot: { once: 'cdrom' } },
  { image, cpus: { topology } },
  { image, cpus: { count: 4, topology } },
  { image, disks: [file('/a', true), file('/a', true)] },
  { image, machine: 'microvm', firmware: 'direct' },
  { image, arch: 'aarch64', machine: 'virt', firmware: 'uefi', cdrom: '/a.iso', nics: [{ model: 'e1000e' }] },
  { image, arch: 's390x', firmware: 'board', cdrom: '/a.iso', boot: { once: 'cdrom' } },
  { image, arch: 'ppc64le', disks: [{ size: '1G', bus: 'nvme' }] },
  { image, firmware: 'direct', cdrom: '/a.iso' },
  { image, nested: true, iommu: 'intel', cpus: { features: ['+aes', '-x2apic'] } },
  { image, cpus: { features: ['-svm', '-vmx'] } },
  { image, disks: [{ size: '1G', bus: 'nvme', virtualFunctions: 16 }], nics: [{ model: 'e1000e' }] },
  { image, nics: [{ forward: ['80:80', '80:80/udp', '127.0.0.2:80:80'] }] },
]) {
  test(`${JSON.stringify(spec)} is fine`, () => assert.equal(InstanceSpec.safeParse(spec).success, true))
}

test('the number of processors follows from the topology', () => {
  assert.equal(InstanceSpec.parse({ image, cpus: { topology } }).cpus.count, 4)
})

test('values that are wrong by themselves are not compared with others', () => {
  const spec = { image, cpus: { topology: { sockets: 0 } } }
  const { error } = InstanceSpec.safeParse(spec)
  assert.ok(error)
  assert.deepEqual(specIssues(error, spec), [{ path: 'cpus.topology.sockets', message: 'must be at least 1, not 0' }])
})

function file(path: string, readOnly = false) {
  return { file: path, format: 'raw', readOnly }
}
