import type { HostFacts } from '../../src/model/host/facts.ts'
import type { HostInventory, HostTool } from '../../src/model/host/inventory.ts'
import { facts, withKvm } from './facts.ts'
import { intelDesktop, module, pciDevice } from './inventories.ts'

/** A host as it is found, and as an engine judges it. */
export type Kind = { readonly inventory: HostInventory; readonly facts: HostFacts }

function kind(inventory: HostInventory, changed: Partial<HostFacts>): Kind {
  const { processor, kernel, memory } = inventory
  return {
    inventory,
    facts: {
      ...facts,
      architecture: processor.architecture,
      kernel: kernel.release,
      cpus: processor.count,
      memoryBytes: memory.totalBytes,
      virtualization: processor.extension,
      nested: processor.nested,
      ...changed,
    },
  }
}

function without(obstacle: Exclude<HostFacts['kvm']['obstacle'], null>, reason: string): Pick<HostFacts, 'kvm'> {
  return { kvm: { usable: false, obstacle, reason } }
}

const { processor, kernel, kvm, user, devices, memory, tools } = intelDesktop

/** All is well. */
export const desktop = kind(intelDesktop, {
  kvm: { ...withKvm, reason: 'the processors have vmx, /dev/kvm opens, and a test guest ran in it' },
})

const amdProcessor = {
  ...processor,
  vendor: 'AuthenticAMD',
  model: 'AMD Ryzen 7 5800X 8-Core Processor',
  count: 16,
  extension: 'svm',
  nestedPaging: 'npt',
} as const

/** All is well but for the group. */
export const amdWithoutGroup = kind(
  {
    ...intelDesktop,
    processor: amdProcessor,
    kernel: {
      ...kernel,
      commandLine: 'ro quiet',
      modules: [{ ...module('kvm', 'loaded', 1), usedBy: ['kvm_amd'] }, module('kvm_amd', 'loaded')],
    },
    kvm: { ...kvm, opening: 'denied', reason: 'EACCES' },
    user: { ...user, kvmGroup: { exists: true, listed: false, active: false } },
    devices: {
      ...devices,
      iommu: { ...devices.iommu, kind: 'amd', enabled: false, groups: [], interruptRemapping: null },
      pci: [pciDevice('0000:0a:00.0', '1022:1480', { isBridge: true, class: '060000', name: 'Root complex' })],
      usb: [],
    },
  },
  without('denied', 'user ana may not open /dev/kvm'),
)

/** An instance at a provider that does not pass virtualization on. */
export const cloud = kind(
  {
    ...intelDesktop,
    processor: {
      ...processor,
      model: 'Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz',
      count: 2,
      extension: 'none',
      nestedPaging: null,
      nested: null,
      hypervisor: 'kvm',
    },
    kernel: {
      ...kernel,
      release: '6.1.0-26-cloud-amd64',
      commandLine: 'root=/dev/vda1 ro console=ttyS0',
      modules: [module('kvm', 'loadable'), module('kvm_intel', 'loadable')],
    },
    kvm: { ...kvm, exists: false, owner: null, group: null, mode: null, opening: 'missing' },
    user: { ...user, name: 'admin', kvmGroup: { exists: true, listed: false, active: false } },
    devices: {
      ...devices,
      iommu: { kind: 'none', enabled: false, announced: false, interruptRemapping: null, groups: [] },
      pci: [
        pciDevice('0000:00:00.0', '8086:1237', { isBridge: true, class: '060000', name: '440FX' }),
        pciDevice('0000:00:05.0', '1af4:1000', {
          driver: 'virtio-pci',
          name: 'Virtio network device',
          uses: ['network interface ens5, which has the default route'],
        }),
      ],
      usb: [],
    },
    memory: { ...memory, totalBytes: 2 ** 30, availableBytes: 700 * 2 ** 20, swapBytes: 0, ksm: 'absent' },
  },
  without('no-extension', 'the processors have neither vmx nor svm (/proc/cpuinfo)'),
)

/** A container of docker, as root, on a host that has KVM. */
export const container = kind(
  {
    ...intelDesktop,
    processor: { ...processor, container: 'docker' },
    kernel: { ...kernel, firmwareLocked: null },
    kvm: { ...kvm, exists: false, owner: null, group: null, mode: null, opening: 'missing' },
    user: { name: 'root', uid: 0, isRoot: true, kvmGroup: { exists: false, listed: false, active: false } },
    devices: { ...devices, usb: [], rights: { isRoot: true, vfioGroups: [], lockableBytes: null } },
    cgroups: { version: 'v1', controllers: ['cpu', 'memory'], delegated: ['cpu', 'memory'] },
  },
  without('no-device', 'there is no /dev/kvm'),
)

/** Of the two emulators the other one is installed. */
function swapped(tool: HostTool): HostTool {
  if (!tool.name.startsWith('qemu-system-')) return tool
  return tool.path === null
    ? { ...tool, path: `/usr/bin/${tool.name}`, version: '7.2.22' }
    : { ...tool, path: null, version: null }
}

/** A board with KVM in its kernel, of a processor that does not tell much. */
export const armBoard = kind(
  {
    ...intelDesktop,
    processor: {
      architecture: 'aarch64',
      vendor: 'ARM',
      model: 'Cortex-A72',
      count: 4,
      extension: 'el2',
      nestedPaging: null,
      nested: null,
      hypervisor: null,
      container: null,
    },
    kernel: {
      release: '6.6.51+rpt-rpi-v8',
      commandLine: 'console=tty1 root=PARTUUID=4f0c-02 rootwait',
      modules: [module('kvm', 'built-in')],
      firmwareLocked: null,
    },
    devices: {
      ...devices,
      iommu: { kind: 'none', enabled: false, announced: null, interruptRemapping: null, groups: [] },
      pci: [],
      usb: devices.usb,
    },
    tools: tools.map(swapped),
    memory: { ...memory, totalBytes: 8 * 2 ** 30, availableBytes: 6 * 2 ** 30, transparentHugePages: 'never' },
  },
  {
    kvm: { ...withKvm, reason: 'the kernel was started in EL2, /dev/kvm opens, and a test guest ran in it' },
    emulators: { aarch64: { path: '/usr/bin/qemu-system-aarch64', version: '7.2.22' } },
  },
)
