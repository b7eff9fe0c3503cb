import type { PciDevice } from '../../src/model/host/device.ts'
import type { HostInventory, HostTool } from '../../src/model/host/inventory.ts'
import type { HostModule, ModuleState } from '../../src/model/host/kernel.ts'

const gibibyte = 2 ** 30

/** A module of the kernel in a state; those that are loaded are in use `users` times. */
export function module(name: string, state: ModuleState, users = 0): HostModule {
  return { name, state, users: state === 'loaded' ? users : null, usedBy: [], configuredIn: null }
}

function tool(name: string, version: string | null, debianPackage: string, role: string): HostTool {
  return { name, path: version === null ? null : `/usr/bin/${name}`, version, package: debianPackage, role }
}

export function pciDevice(address: string, ids: string, more: Partial<PciDevice> = {}): PciDevice {
  return {
    address,
    ids,
    class: '020000',
    name: null,
    driver: null,
    iommuGroup: null,
    isBridge: false,
    virtualFunctions: null,
    physicalFunction: null,
    uses: [],
    ...more,
  }
}

const tools: readonly HostTool[] = [
  tool('qemu-system-x86_64', '7.2.22', 'qemu-system-x86', 'runs guests of x86_64'),
  tool('qemu-system-aarch64', null, 'qemu-system-arm', 'runs guests of aarch64'),
  tool('qemu-img', '7.2.22', 'qemu-utils', 'converts and checks disks'),
  tool('passt', '2025_05_03.587980c', 'passt', 'connects guests to the network'),
  tool('swtpm', null, 'swtpm', 'gives guests a TPM'),
]

/** A desktop with an Intel processor on which everything works, and a network card with SR-IOV in it. */
export const intelDesktop: HostInventory = {
  processor: {
    architecture: 'x86_64',
    vendor: 'GenuineIntel',
    model: 'Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz',
    count: 12,
    extension: 'vmx',
    nestedPaging: 'ept',
    nested: true,
    hypervisor: null,
    container: null,
  },
  kernel: {
    release: '6.1.0-26-amd64',
    commandLine: 'BOOT_IMAGE=/boot/vmlinuz-6.1.0-26-amd64 root=/dev/nvme0n1p2 ro intel_iommu=on quiet',
    modules: [
      { ...module('kvm', 'loaded', 1), usedBy: ['kvm_intel'] },
      module('kvm_intel', 'loaded', 0),
      module('kvm_amd', 'loadable'),
      module('vfio_pci', 'loadable'),
    ],
    firmwareLocked: false,
  },
  kvm: {
    exists: true,
    owner: 'root',
    group: 'kvm',
    mode: '0660',
    acl: false,
    opening: 'yes',
    reason: null,
    holders: [],
  },
  user: { name: 'ana', uid: 1000, isRoot: false, kvmGroup: { exists: true, listed: true, active: true } },
  otherHypervisors: [],
  devices: {
    iommu: {
      kind: 'intel',
      enabled: true,
      announced: true,
      interruptRemapping: true,
      groups: [
        { id: 0, devices: ['0000:00:00.0'] },
        { id: 1, devices: ['0000:00:02.0'] },
        { id: 12, devices: ['0000:03:00.0'] },
        { id: 13, devices: ['0000:04:00.0'] },
      ],
    },
    pci: [
      pciDevice('0000:00:00.0', '8086:3ec2', { class: '060000', isBridge: true, iommuGroup: 0, name: 'Host bridge' }),
      pciDevice('0000:00:02.0', '8086:3e92', {
        class: '030000',
        driver: 'i915',
        iommuGroup: 1,
        name: 'UHD Graphics 630',
        uses: ['the boot screen'],
      }),
      pciDevice('0000:03:00.0', '8086:1521', {
        driver: 'igb',
        iommuGroup: 12,
        name: 'I350 Gigabit Network Connection',
        virtualFunctions: { on: 0, most: 7, addresses: [] },
      }),
      pciDevice('0000:04:00.0', '10de:1c82', {
        class: '030000',
        driver: 'nouveau',
        iommuGroup: 13,
        name: 'GP107 [GeForce GTX 1050 Ti]',
      }),
    ],
    usb: [
      { port: '1-2', bus: 1, number: 4, ids: '046d:c52b', name: 'Logitech USB Receiver', usable: false, uses: [] },
      { port: '1-3.1', bus: 1, number: 7, ids: '0781:5583', name: 'SanDisk Ultra Fit', usable: true, uses: [] },
    ],
    rights: { isRoot: false, vfioGroups: [], lockableBytes: 8 * 2 ** 20 },
  },
  memory: {
    totalBytes: 32 * gibibyte,
    availableBytes: 24 * gibibyte,
    swapBytes: 2 * gibibyte,
    hugePages: [{ sizeBytes: 2 * 2 ** 20, total: 0, free: 0 }],
    transparentHugePages: 'madvise',
    ksm: 'stopped',
    ksmSharedBytes: 0,
    numaNodes: 1,
    overcommit: 'heuristic',
  },
  cgroups: {
    version: 'v2',
    controllers: ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids', 'rdma', 'misc'],
    delegated: ['cpu', 'memory', 'pids'],
  },
  namespaces: { user: true, most: 127_000, restrictedBy: null },
  tools: [...tools],
}
