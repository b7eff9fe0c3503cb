import type { Paths } from '../../../../../src/host/paths.ts'
import { ImageDigest, InstanceId, InstanceName } from '../../../../../src/model/name.ts'
import type { PlannedDisk, StartPlan } from '../../../../../src/plan/instance/start-plan.ts'
import { placesOf, type Surroundings } from '../../../../../src/engine/qemu/argv/places.ts'

export const paths: Paths = { state: '/state', runtime: '/run/stroj', cache: '/cache' }
export const surroundings: Surroundings = {
  uefi: {
    x86_64: { code: '/firmware/CODE.fd', variables: '/firmware/VARS.fd' },
    aarch64: { code: '/firmware/AAVMF_CODE.fd', variables: '/firmware/AAVMF_VARS.fd' },
  },
  secureUefi: { x86_64: { code: '/firmware/CODE.ms.fd', variables: '/firmware/VARS.ms.fd' } },
  network: { guard: 'namespace', asRoot: false },
}

const digest = ImageDigest.parse(`sha256:${'0123456789abcdef'.repeat(4)}`)
const imageFile = (role: 'kernel' | 'initrd' | 'bzimage', name: string) =>
  ({ role, name, format: 'raw', sizeBytes: 1, sha256: 'a'.repeat(64) }) as const

export const imageDisk: PlannedDisk = {
  source: { kind: 'own', file: 'disk0.qcow2', base: { digest, file: 'disk.qcow2', format: 'qcow2' } },
  readOnly: false,
  bus: 'virtio',
  virtualFunctions: 0,
}
export const emptyDisk: PlannedDisk = {
  source: { kind: 'own', file: 'disk0.qcow2', base: null },
  readOnly: false,
  bus: 'virtio',
  virtualFunctions: 0,
}
const kernel: StartPlan['kernel'] = {
  digest,
  kernel: imageFile('kernel', 'vmlinux'),
  initrd: imageFile('initrd', 'initrd.img'),
  arguments: 'root=/dev/vda1 ro quiet',
}
const mac = '52:54:00:12:34:56'
export const userNic: StartPlan['nics'][number] = { network: 'user', model: 'virtio', mac, forward: [] }

/** What `stroj run debian` starts on a host without KVM. */
export const usual: StartPlan = {
  id: InstanceId.parse('k3v9qa01bx'),
  name: InstanceName.parse('web'),
  uuid: '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
  arch: 'x86_64',
  machine: 'q35',
  machineType: 'pc-q35-7.2',
  acceleration: { kind: 'tcg', reason: 'the processors have neither vmx nor svm', isolation: 'none' },
  cpus: { count: 1, model: 'max', features: ['-vmx', '-svm', '-la57'], enforce: false },
  iommu: null,
  hostdevs: [],
  memoryBytes: 2 ** 30,
  firmware: 'direct',
  kernel,
  disks: [imageDisk],
  cdrom: null,
  nics: [userNic],
  bootOrder: ['disk', 'cdrom', 'network'],
  bootOrderAfterReset: ['disk', 'cdrom', 'network'],
  serial: true,
  screen: true,
}

const fromMedium = { kernel: null, disks: [emptyDisk], cdrom: '/media/install.iso' } as const

/** The command lines that are pinned, one golden file each. */
export const plans: Readonly<Record<string, StartPlan>> = {
  'q35-direct': usual,
  'q35-bios': { ...usual, firmware: 'bios', kernel: null },
  'q35-uefi': { ...usual, firmware: 'uefi', kernel: null, memoryBytes: 4 * 2 ** 30 },
  'q35-kvm': {
    ...usual,
    acceleration: { kind: 'kvm', reason: 'a test guest ran in it', isolation: 'hardware' },
    cpus: { count: 4, model: 'host', features: ['-vmx', '-svm'], enforce: false },
  },
  'room-to-grow': {
    ...usual,
    cpus: { ...usual.cpus, max: 4 },
    memoryMaxBytes: 2 * 2 ** 30,
  },
  'resized-with-kept-memory': {
    ...usual,
    cpus: { ...usual.cpus, count: 3, max: 4, atStart: 1 },
    memoryMaxBytes: 2 * 2 ** 30,
    incoming: 'memory.a1b2c3d4',
  },
  'cloud-seed': {
    ...usual,
    seed: { userData: '#cloud-config\n{}\n', networkConfig: '{}\n', hostName: 'web', uuid: usual.uuid },
  },
  'windows-11': {
    ...usual,
    ...fromMedium,
    firmware: 'uefi',
    memoryBytes: 4 * 2 ** 30,
    needs: { tpm: true, secureBoot: true, windows: true },
    bootOrder: ['cdrom', 'disk', 'network'],
  },
  'windows-11-kvm': {
    ...usual,
    ...fromMedium,
    firmware: 'uefi',
    acceleration: { kind: 'kvm', reason: 'a test guest ran in it', isolation: 'hardware' },
    cpus: { count: 4, model: 'host', features: ['-vmx', '-svm'], enforce: false },
    needs: { tpm: true, secureBoot: true, windows: true },
  },
  'installer-debian': {
    ...usual,
    ...fromMedium,
    firmware: 'bios',
    installer: {
      boot: {
        kernel: { kind: 'medium', path: '/media/install.iso', offset: 4096, sizeBytes: 2048 },
        initrd: { kind: 'file', path: '/boot/initrd.gz' },
        arguments: 'auto=true priority=critical',
      },
      answers: {
        by: { kind: 'initrd' },
        files: [
          { name: 'preseed.cfg', text: "d-i a string it's\n" },
          { name: 'stroj/finish', text: 'set -e\n' },
        ],
        kernelArguments: '',
      },
      drivers: null,
    },
  },
  'installer-ipxe': {
    ...usual,
    firmware: 'bios',
    kernel: null,
    disks: [emptyDisk],
    installer: {
      boot: {
        kernel: { kind: 'file', path: '/usr/lib/ipxe/ipxe.lkrn' },
        initrd: null,
        arguments: 'priority=low',
        fetched: { kernel: 'http://192.0.2.1/linux', initrd: 'http://192.0.2.1/initrd.gz' },
      },
      answers: null,
      drivers: null,
    },
  },
  'installer-windows': {
    ...usual,
    ...fromMedium,
    firmware: 'uefi',
    needs: { tpm: false, secureBoot: false, windows: true },
    installer: {
      boot: null,
      answers: { by: { kind: 'medium', volume: 'STROJ' }, files: [], kernelArguments: '' },
      drivers: '/media/virtio-win.iso',
    },
  },
  'cdrom-once': {
    ...usual,
    firmware: 'bios',
    kernel: null,
    disks: [emptyDisk],
    cdrom: '/media/install.iso',
    bootOrder: ['cdrom', 'disk', 'network'],
  },
  topology: {
    ...usual,
    cpus: {
      count: 8,
      topology: { sockets: 2, cores: 2, threads: 2 },
      model: 'Nehalem',
      features: ['-vmx', '-svm'],
      enforce: false,
    },
  },
  'odd-files': {
    ...usual,
    cdrom: '/media/a disc, "the" one; $(reboot) `x` \\ 100%.iso',
    disks: [
      imageDisk,
      {
        source: { kind: 'file', path: '/data/nbd:host,if=none.raw', format: 'raw' },
        readOnly: false,
        bus: 'virtio',
        virtualFunctions: 0,
      },
      {
        source: { kind: 'file', path: '/data/žuti "disk"\u2028.qcow2', format: 'qcow2' },
        readOnly: true,
        bus: 'virtio',
        virtualFunctions: 0,
      },
    ],
  },
  forwards: {
    ...usual,
    nics: [
      {
        ...userNic,
        forward: [
          { address: '127.0.0.1', hostPort: 8080, guestPort: 80, protocol: 'tcp' },
          { address: '0.0.0.0', hostPort: 5353, guestPort: 53, protocol: 'udp' },
        ],
      },
      { ...userNic, mac: '52:54:00:12:34:57' },
    ],
  },
  hostdevs: {
    ...usual,
    screen: false,
    iommu: 'intel',
    hostdevs: [
      { kind: 'pci', address: '0000:03:00.0', bind: ['0000:03:00.0'], virtualFunction: null },
      { kind: 'usb', bus: 1, port: '2.3' },
      {
        kind: 'pci',
        address: '0000:04:10.1',
        bind: ['0000:04:10.1'],
        virtualFunction: { physical: '0000:04:00.0', index: 1, mac: '52:54:00:12:34:58' },
      },
      { kind: 'pci', address: '0000:05:00.0', bind: [], virtualFunction: null },
    ],
  },
  'usb-hostdev': { ...usual, hostdevs: [{ kind: 'usb', bus: 1, port: '2' }] },
  'no-nic': { ...usual, nics: [] },
  isolated: { ...usual, nics: [{ network: 'isolated', model: 'virtio', mac, forward: [] }] },
  'no-console': { ...usual, serial: false, screen: false },
  'many-disks': {
    ...usual,
    disks: Array.from({ length: 9 }, (_, index) => ({
      source: { kind: 'own', file: `disk${index}.qcow2`, base: null },
      readOnly: false,
      bus: 'virtio',
      virtualFunctions: 0,
    })),
  },
  'iommu-intel': { ...usual, iommu: 'intel' },
  'iommu-amd': {
    ...usual,
    iommu: 'amd',
    acceleration: { kind: 'kvm', reason: 'a test guest ran in it', isolation: 'hardware' },
    cpus: { count: 2, model: 'EPYC', features: ['+svm', '-x2apic'], enforce: true },
  },
  nvme: {
    ...usual,
    firmware: 'bios',
    kernel: null,
    disks: [
      { ...emptyDisk, bus: 'nvme' },
      { ...emptyDisk, source: { kind: 'own', file: 'disk1.qcow2', base: null }, bus: 'nvme', virtualFunctions: 16 },
    ],
  },
  sata: {
    ...usual,
    firmware: 'bios',
    kernel: null,
    disks: [
      { ...emptyDisk, bus: 'sata' },
      { ...emptyDisk, source: { kind: 'own', file: 'disk1.qcow2', base: null }, bus: 'sata' },
    ],
  },
  e1000e: { ...usual, nics: [{ ...userNic, model: 'e1000e' }] },
  microvm: {
    ...usual,
    machine: 'microvm',
    machineType: 'microvm',
    screen: false,
    kernel: { ...kernel, kernel: imageFile('bzimage', 'vmlinuz') },
  },
  aarch64: foreign('aarch64', 'virt', 'virt-7.2', 'cortex-a72'),
  'aarch64-uefi': { ...foreign('aarch64', 'virt', 'virt-7.2', 'cortex-a72'), ...fromMedium, firmware: 'uefi' },
  'aarch64-kvm': {
    ...foreign('aarch64', 'virt', 'virt-7.2', 'host'),
    acceleration: { kind: 'kvm', reason: 'a test guest ran in it', isolation: 'hardware' },
  },
  arm: foreign('arm', 'virt', 'virt-7.2', 'cortex-a15'),
  riscv64: foreign('riscv64', 'virt', 'virt', 'rv64'),
  'riscv64-board': { ...foreign('riscv64', 'virt', 'virt', 'rv64'), ...fromMedium, firmware: 'board' },
  ppc64le: foreign('ppc64le', 'pseries', 'pseries-7.2', 'power9'),
  'ppc64le-board': { ...foreign('ppc64le', 'pseries', 'pseries-7.2', 'power9'), ...fromMedium, firmware: 'board' },
  s390x: { ...foreign('s390x', 's390-ccw-virtio', 's390-ccw-virtio-7.2', 'max'), screen: false },
  's390x-board': {
    ...foreign('s390x', 's390-ccw-virtio', 's390-ccw-virtio-7.2', 'max'),
    ...fromMedium,
    firmware: 'board',
    screen: false,
  },
}

/** What `usual` is on another board, emulated. */
function foreign(
  arch: StartPlan['arch'],
  machine: StartPlan['machine'],
  machineType: string,
  model: string,
): StartPlan {
  const reason = `the guest is ${arch}, and the processors of this host are x86_64`
  return {
    ...usual,
    arch,
    machine,
    machineType,
    acceleration: { kind: 'tcg', reason, isolation: 'none' },
    cpus: { count: 2, model, features: [], enforce: false },
  }
}

export function places(plan: StartPlan, other: Partial<Surroundings> = {}) {
  return placesOf(paths, plan, { ...surroundings, ...other })
}
