import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readProcessor } from '../../../../src/facts/processor/read-processor.ts'
import { readKernelLog } from '../../../../src/host/kernel-log.ts'
import { HostProcessor } from '../../../../src/model/host/processor.ts'
import { rootOf } from '../fixture.ts'

type Told = readonly [
  vendor: HostProcessor['vendor'],
  model: HostProcessor['model'],
  extension: HostProcessor['extension'],
  hypervisor: HostProcessor['hypervisor'],
  more?: Partial<HostProcessor>,
]

const computers: Readonly<Record<string, Readonly<Record<string, Told>>>> = {
  x86_64: {
    'captured-amd-in-qemu': [
      'AuthenticAMD',
      'QEMU TCG CPU version 2.5+',
      'svm',
      'qemu',
      { nestedPaging: 'npt', nested: true },
    ],
    'captured-guest-of-kvm': ['AuthenticAMD', 'QEMU TCG CPU version 2.5+', 'svm', 'kvm', { nestedPaging: 'npt' }],
    'captured-firecracker': ['AuthenticAMD', 'AMD EPYC', 'none', 'kvm', { container: 'docker' }],
    'intel-laptop': ['GenuineIntel', 'Intel(R) Core(TM) i7-8550U CPU @ 1.80GHz', 'vmx', null, { nestedPaging: 'ept' }],
    'amd-desktop': [
      'AuthenticAMD',
      'AMD Ryzen 7 3700X 8-Core Processor',
      'svm',
      null,
      { nestedPaging: 'npt', nested: false },
    ],
    'google-cloud': ['GenuineIntel', 'Intel(R) Xeon(R) CPU @ 2.20GHz', 'none', 'kvm'],
    wsl2: ['GenuineIntel', 'Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz', 'vmx', 'wsl', { nestedPaging: 'ept' }],
    container: [
      'AuthenticAMD',
      'AMD Ryzen 7 3700X 8-Core Processor',
      'svm',
      null,
      { nestedPaging: 'npt', container: 'lxc' },
    ],
  },
  aarch64: {
    'captured-aarch64-in-qemu': ['ARM', 'Cortex-A72', 'none', 'qemu'],
    'captured-aarch64-in-qemu-el2': ['ARM', 'Neoverse-N1', 'el2', 'qemu'],
    'captured-aarch64-max': ['implementer 0x00', 'part 0x051', 'none', null],
    graviton2: ['ARM', 'Neoverse-N1', 'none', 'kvm'],
    'graviton2-metal': ['ARM', 'Neoverse-N1', 'el2', null],
    'raspberry-pi-4': ['ARM', 'Cortex-A72', 'el2', null],
  },
  armv7l: {
    'captured-arm-in-qemu': ['ARM', 'Cortex-A15', 'none', null],
    'raspberry-pi-4-armhf': ['ARM', 'Cortex-A72', 'none', null],
  },
  ppc64le: {
    'captured-powernv9-in-qemu': ['IBM', 'POWER9, altivec supported', 'hv', 'qemu'],
    'captured-pseries-in-qemu': ['IBM', 'POWER9 (architected), altivec supported', 'hv', 'qemu'],
    'power9-bare-metal': ['IBM', 'POWER9, altivec supported', 'hv', null],
    'power9-partition': ['IBM', 'POWER9 (architected), altivec supported', 'pr', 'powervm'],
  },
  s390x: {
    'captured-s390x-in-qemu': ['IBM/S390', 'machine type 8561', 'none', 'kvm'],
    's390x-partition': ['IBM/S390', 'machine type 8561', 'sie', null, { nested: false }],
    's390x-zvm': ['IBM/S390', 'machine type 8561', 'none', 'zvm'],
  },
  riscv64: {
    'captured-riscv64-in-qemu': [null, null, 'h', 'qemu'],
    'sifive-unmatched': ['sifive', 'u74-mc', 'none', null],
  },
}

for (const [architecture, told] of Object.entries(computers)) {
  describe(`processors of ${architecture}`, () => {
    for (const [computer, [vendor, model, extension, hypervisor, more]] of Object.entries(told)) {
      test(`are told for ${computer}`, async () => {
        const found = await processorOf(computer, architecture)
        const expected = { vendor, model, extension, hypervisor, nestedPaging: null, nested: null, container: null }
        assert.deepEqual(found, { architecture, count: 2, ...expected, ...more })
        assert.deepEqual(HostProcessor.parse(found), found)
      })
    }
  })
}

test('an empty root is a computer of which nothing is known', async () => {
  const found = await processorOf('no-such-computer', 'x86_64')
  assert.deepEqual(found, {
    architecture: 'x86_64',
    vendor: null,
    model: null,
    count: 2,
    extension: 'none',
    nestedPaging: null,
    nested: null,
    hypervisor: null,
    container: null,
  })
})

async function processorOf(computer: string, architecture: string): Promise<HostProcessor> {
  const root = rootOf(computer)
  return await readProcessor(root, await readKernelLog(root), { architecture, cpus: 2 })
}
