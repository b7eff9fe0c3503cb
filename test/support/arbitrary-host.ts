import fc from 'fast-check'
import type { Circumstances } from '../../src/engine/qemu/host/circumstances.ts'
import { tools } from '../../src/facts/tool/tools.ts'
import { Architecture } from '../../src/model/architecture.ts'
import type { HostFacts } from '../../src/model/host/facts.ts'
import { ModuleState } from '../../src/model/host/kernel.ts'
import type { Holder } from '../../src/model/host/kvm.ts'
import type { HostInventory } from '../../src/model/host/inventory.ts'
import { hostsOfAllKinds } from './arbitrary-inventory.ts'
import { module, pciDevice } from './inventories.ts'

const chance = fc.boolean()
const holders = fc.constantFrom<Holder[]>(
  [],
  [{ pid: 12, program: 'VBoxHeadless', instance: null }],
  [
    { pid: 7, program: 'qemu-system-x86', instance: 'web' },
    { pid: 8, program: 'qemu-system-x86', instance: null },
  ],
)
const others = [
  { name: 'VirtualBox' as const, modules: ['vboxnetflt', 'vboxdrv'] },
  { name: 'VMware' as const, modules: ['vmnet', 'vmmon'] },
  { name: 'Xen' as const, modules: [] },
]
const deniers = ['user.max_user_namespaces', 'kernel.apparmor_restrict_unprivileged_userns', 'seccomp']
const uses = [
  'the screen that the host booted on',
  'network interface ens5',
  'network interface ens5, which has the default route',
  'block device sda1, mounted on /boot',
  'block device sda2, part of a mounted btrfs',
  'block device sda3, part of a ZFS pool',
  'block device sda4, swap',
]
const card = '0000:03:00.0'

/** Everything else that can be found, beside what KVM hangs on. */
const rest = fc.record({
  vendor: fc.constantFrom(null, 'GenuineIntel', 'AuthenticAMD'),
  model: fc.constantFrom(null, 'Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz'),
  count: fc.constantFrom(1, 2, 5, 12),
  nestedPaging: fc.constantFrom(null, 'ept' as const, 'npt' as const, 'none' as const),
  nested: fc.option(chance),
  commandLine: fc.constantFrom('ro quiet', 'ro intel_iommu=off', 'ro iommu=pt', 'ro intel_iommu=on iommu=pt'),
  release: fc.constantFrom('6.1.0-26-amd64', '2.6.18-6-686'),
  configuredIn: fc.option(fc.constant('/etc/modprobe.d/vbox.conf')),
  users: fc.constantFrom<string[]>([], ['kvm_intel']),
  count2: fc.nat(2),
  other: fc.constantFrom(...ModuleState.options),
  acl: chance,
  reason: fc.option(fc.constant('EACCES')),
  node: fc.constantFrom({ group: null, mode: null }, { group: 'root', mode: '0600' }, { group: 'kvm', mode: '0660' }),
  holders,
  otherHolders: holders,
  isRoot: chance,
  memory: fc.record({
    availableBytes: fc.constantFrom(null, 2 ** 28, 2 ** 34),
    swapBytes: fc.constantFrom(0, 2 ** 30),
    hugePages: fc.constantFrom<HostInventory['memory']['hugePages']>(
      [],
      [{ sizeBytes: 2 ** 21, total: 0, free: 0 }],
      [{ sizeBytes: 2 ** 21, total: 8, free: 3 }],
      [
        { sizeBytes: 2 ** 21, total: 8, free: 3 },
        { sizeBytes: 2 ** 30, total: 2, free: 1 },
      ],
    ),
    transparentHugePages: fc.constantFrom(null, 'never' as const, 'madvise' as const),
    ksm: fc.constantFrom('running' as const, 'stopped' as const, 'absent' as const),
    numaNodes: fc.constantFrom(1, 2),
    overcommit: fc.constantFrom('heuristic' as const, 'always' as const, 'never' as const),
  }),
  cgroups: fc.record({
    version: fc.constantFrom('v2' as const, 'v1' as const, 'none' as const),
    delegated: fc.constantFrom<string[]>([], ['cpu', 'memory']),
    controllers: fc.constantFrom<string[]>([], ['cpu', 'io']),
  }),
  namespaces: fc.record({
    user: chance,
    most: fc.option(fc.constant(1000)),
    restrictedBy: fc.option(fc.constantFrom(...deniers)),
  }),
  uses: fc.subarray(uses),
  others: fc.subarray(others),
  usable: chance,
  installed: chance,
  isBridge: chance,
  iommuGroup: fc.constantFrom(null, 12, 13),
  functions: fc.constantFrom(null, 0, 1, 4),
  driver: fc.constantFrom(null, 'igb', 'vfio-pci'),
  devices: chance,
})

/** A host on which anything can be found. */
export const anyHost: fc.Arbitrary<HostInventory> = fc.tuple(hostsOfAllKinds, rest).map(([host, draw]) => ({
  ...host,
  processor: {
    ...host.processor,
    vendor: draw.vendor,
    model: draw.model,
    count: draw.count,
    nestedPaging: draw.nestedPaging,
    nested: draw.nested,
  },
  kernel: {
    ...host.kernel,
    commandLine: draw.commandLine,
    release: draw.release,
    modules: [...host.kernel.modules, ...['vfio-pci', 'vboxdrv'].map((name) => module(name, draw.other))].map(
      (each) => ({
        ...each,
        configuredIn: draw.configuredIn,
        usedBy: draw.users,
        users: draw.count2,
      }),
    ),
  },
  kvm: { ...host.kvm, ...draw.node, acl: draw.acl, reason: draw.reason, holders: draw.holders },
  user: { ...host.user, isRoot: draw.isRoot },
  otherHypervisors: draw.others.map((other) => ({ ...other, modules: [...other.modules], holders: draw.otherHolders })),
  memory: { ...host.memory, ...draw.memory },
  cgroups: { ...host.cgroups, ...draw.cgroups },
  namespaces: { ...host.namespaces, ...draw.namespaces },
  tools: tools.map(({ name, package: debianPackage, role }) => ({
    name,
    path: draw.installed || name === 'modprobe' ? `/usr/bin/${name}` : null,
    version: draw.isRoot && draw.installed ? '7.2.22' : null,
    package: debianPackage,
    role,
  })),
  devices: { ...host.devices, ...devicesOf(draw) },
}))

type Draw = typeof rest extends fc.Arbitrary<infer T> ? T : never

function devicesOf({ devices, driver, uses, functions, iommuGroup, isBridge, usable }: Draw) {
  if (!devices) return { pci: [], usb: [] }
  const stick = { bus: 1, number: 7, ids: '0781:5583', name: 'SanDisk Ultra Fit' }
  const first = '0000:03:10.0'
  const virtualFunctions =
    functions === null ? null : { on: functions, most: 7, addresses: functions === 0 ? [] : [first] }
  return {
    pci: [
      pciDevice(card, '8086:1521', { driver, iommuGroup, virtualFunctions }),
      pciDevice(first, '8086:1520', {
        driver: driver === 'vfio-pci' ? driver : 'igbvf',
        iommuGroup: 14,
        physicalFunction: card,
      }),
      pciDevice('0000:03:00.1', '8086:1521', { driver: 'igb', iommuGroup: 12, isBridge, uses: isBridge ? [] : uses }),
    ],
    usb: [
      { ...stick, port: '1-2', usable, uses: [] },
      { ...stick, port: '1-3', usable: true, uses: usable ? [] : ['block device sdb, swap'] },
    ],
  }
}

const qemu = fc.constantFrom(null, { path: '/usr/bin/qemu', version: '7.2.22' }, { path: '/opt/q', version: '5.2.0' })

/** What an engine finds. */
export const anyFacts = fc.record({
  emulator: qemu,
  qemuImg: qemu,
  passt: fc.option(fc.constant({ path: '/usr/bin/passt', version: '2025_05_03' })),
  uefi: fc.constantFrom<Architecture[]>([], ['x86_64' as const, 'aarch64' as const]),
  kvm: fc.constantFrom(
    ...[
      'the processors have vmx, /dev/kvm opens, and a test guest ran in it',
      '/dev/kvm opens, but a test guest failed: the processor was reset in it',
      '/dev/kvm opens, but a test guest failed: QEMU ended with code 1 (failed to initialize kvm: Operation not permitted)',
      '/dev/kvm opens, but a test guest failed: QEMU was ended by SIGSEGV',
      '/dev/kvm opens, but a test guest failed: it did not come to its end within 3 seconds',
      '/dev/kvm opens, but a test guest failed: QEMU did not stop complaining',
      '/dev/kvm opens; it was not tried further, since there is no test guest for aarch64',
      'QEMU is not installed, so KVM could not be tried',
      'there is no /dev/kvm; the kernel module is not loaded',
      'nothing stands behind /dev/kvm; the kernel module is not loaded',
      'user ana may not open /dev/kvm',
      '/dev/kvm does not open: EIO',
      'there is no /dev/kvm, and Linux was not started in EL2 (its log)',
      'there is no /dev/kvm, and the processors offer nothing for it (/proc/cpuinfo)',
      'the processors have neither vmx nor svm (/proc/cpuinfo); this host is itself a virtual machine, which does not pass virtualization on',
      'the processors have neither vmx nor svm (/proc/cpuinfo); it may be switched off in the firmware setup',
    ].map((reason) => ({ usable: reason.startsWith('the processors have vmx'), reason })),
  ),
  obstacle: fc.constantFrom('no-emulator' as const, 'failed-test' as const, 'denied' as const),
})

export function factsOf(facts: HostFacts, draw: typeof anyFacts extends fc.Arbitrary<infer T> ? T : never): HostFacts {
  const { emulator, qemuImg, passt, uefi, kvm, obstacle } = draw
  return {
    ...facts,
    emulators: emulator === null ? {} : Object.fromEntries(Architecture.options.map((name) => [name, emulator])),
    qemuImg,
    passt,
    firmware: { uefi, uBoot: false },
    kvm: { ...kvm, obstacle: kvm.usable ? null : obstacle },
  }
}

/** Where stroj runs. */
export const anyCircumstances: fc.Arbitrary<Circumstances> = fc.record({
  user: fc.constant('ana'),
  isRoot: chance,
  network: fc.record({ guard: fc.constantFrom('passt', 'namespace', 'none'), asRoot: chance }),
  stateFolder: fc.constant('/home/ana/.local/state/stroj'),
  freeBytes: fc.constantFrom(1, 2 ** 30, 2 ** 40),
  longestSocketPath: fc.constantFrom('/run/user/1000/stroj/i/xxx/rescue.sock', `/${'x'.repeat(90)}/i/xxx/rescue.sock`),
  hasMmdebstrap: chance,
  hasApt: chance,
  debianKeyring: chance,
  aptSources: fc.constantFrom('', 'deb http://deb.debian.org/debian bookworm main'),
  users: fc.record({ namespaces: chance, newuidmap: chance, ranges: chance }),
})
