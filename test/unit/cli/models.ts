import type { HostReport } from '../../../src/model/host/report.ts'
import type { Image } from '../../../src/model/image.ts'
import { Image as ImageSchema } from '../../../src/model/image.ts'
import { Instance } from '../../../src/model/instance.ts'
import type { ImageListing } from '../../../src/model/listing.ts'
import { Operation } from '../../../src/model/operation.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../src/model/spec.ts'
import { intelDesktop } from '../../support/inventories.ts'

/** The moment at which the golden texts are looked at. */
export const now = new Date('2026-03-04T05:06:07Z')
export const plain = (text: string): string => text

const digest = `sha256:${'ab12'.repeat(16)}`

function instance(
  name: string,
  spec: InstanceSpecInput,
  more: Partial<Record<keyof Instance, unknown>> = {},
): Instance {
  return Instance.parse({
    id: 'k3f9a8b7c6',
    name,
    uuid: '3e1b0a52-5a7e-4f0c-9d3a-2b1c0d9e8f7a',
    state: { kind: 'stopped' },
    actions: ['start', 'delete'],
    spec: InstanceSpec.parse(spec),
    pending: [],
    toInstall: false,
    macs: ['52:54:00:00:00:01'],
    image: spec.image === undefined ? null : { digest, name: spec.image },
    arch: 'x86_64',
    machineType: 'pc-q35-7.2',
    acceleration: null,
    confinement: null,
    devices: [],
    addresses: [],
    screen: null,
    createdAt: '2026-03-01T00:00:00Z',
    parking: null,
    expiresAt: null,
    revision: 7,
    ...more,
  })
}

const tcg = { kind: 'tcg', reason: 'the processor shows neither vmx nor svm', isolation: 'none' }

export const web = instance(
  'web',
  {
    image: 'debian:12',
    cpus: 2,
    memory: '2GiB',
    disk: '20GiB',
    disks: [{ size: '5GiB' }, { file: '/srv/data.raw', format: 'raw', readOnly: true }],
    nics: [{ forward: ['8080:80', '0.0.0.0:53:53/udp'] }],
    labels: { tier: 'front', owner: 'ana' },
    restart: 'on-failure',
  },
  {
    state: { kind: 'running', since: '2026-03-04T05:03:00Z', pid: 4711 },
    actions: ['stop', 'kill', 'restart', 'pause', 'reset'],
    acceleration: tcg,
    devices: [
      { kind: 'pci', address: '0000:04:10.1', physicalFunction: '0000:04:00.0' },
      { kind: 'usb', port: '1-2.3' },
    ],
    addresses: ['10.0.2.15', 'fd00::15'],
    pending: [
      {
        key: 'memory',
        current: 2 ** 30,
        wanted: 2 ** 31,
        reason: 'there was room for 1GiB when it was started (memoryMax)',
      },
      { key: 'cdrom', current: undefined, wanted: '/srv/d.iso', reason: 'it is decided when a machine is started' },
    ],
    screen: '/run/user/1000/stroj/i/k3f9a8b7c6/vnc.sock',
  },
)

export const instances: readonly Instance[] = [
  instance('arch', {
    cpus: { topology: { sockets: 1, cores: 2, threads: 2 }, model: 'host' },
    disk: '50GiB',
    cdrom: '/srv/arch.iso',
    boot: { once: 'cdrom' },
    firmware: 'uefi',
  }),
  instance(
    'broken',
    { image: 'tiny' },
    {
      state: { kind: 'failed', since: '2026-03-04T04:00:00Z', reason: 'killed by signal 9\u001b[31m' },
      createdAt: '2026-03-04T05:05:00Z',
    },
  ),
  instance(
    'cache-of-the-front-end',
    {
      image: 'my-long-image-name:2026.03',
      memory: '1.5GiB',
      cpus: { count: 2, model: 'EPYC', features: ['+aes', '-x2apic'] },
      nested: true,
      iommu: 'amd',
      disks: [{ size: '1GiB', bus: 'nvme', virtualFunctions: 4 }],
      nics: [{ model: 'e1000e' }],
    },
    {
      state: { kind: 'paused', since: '2026-03-04T05:00:00Z', pid: 12 },
      acceleration: { ...tcg, kind: 'kvm', isolation: 'hardware' },
    },
  ),
  web,
]

export const image: Image = ImageSchema.parse({
  digest,
  names: ['debian:12'],
  manifest: {
    version: 1,
    files: [
      { role: 'disk', name: 'disk.qcow2', format: 'qcow2', sizeBytes: 412_352_512, sha256: 'ab'.repeat(32) },
      { role: 'kernel', name: 'vmlinuz', format: 'raw', sizeBytes: 8_142_336, sha256: 'cd'.repeat(32) },
    ],
    virtualSizeBytes: 2 ** 32,
    os: 'debian:12',
    architecture: 'x86_64',
    boot: ['direct', 'bios', 'uefi'],
    kernelArguments: 'root=LABEL=root ro',
    agent: true,
    shell: true,
    source: { kind: 'built', from: 'debian:12' },
  },
  sizeBytes: 420_494_848,
  createdAt: '2026-02-01T00:00:00Z',
  usedBy: ['web', 'db'],
})

export const listing: ImageListing = {
  images: [image],
  recipes: [
    {
      name: 'debian:12',
      aliases: ['debian'],
      summary: 'Debian 12 with systemd',
      architecture: 'x86_64',
      takesPackages: true,
    },
    { name: 'tiny', aliases: [], summary: 'a kernel and busybox', architecture: 'x86_64', takesPackages: false },
  ],
  catalog: [
    {
      name: 'ubuntu:24.04',
      aliases: ['ubuntu:noble', 'ubuntu'],
      summary: 'Ubuntu 24.04 LTS (noble)',
      architecture: 'x86_64',
      medium: false,
      from: 'cloud-images.ubuntu.com',
    },
  ],
}

const begun = {
  createdAt: '2026-03-04T05:00:00Z',
  endedAt: '2026-03-04T05:00:02.400Z',
  progress: null,
  notes: [],
  result: null,
  problem: null,
  cancellable: true,
  phase: 'done',
}

export const operations: readonly Operation[] = [
  {
    ...begun,
    id: 'a'.repeat(16),
    kind: 'image.build',
    target: 'debian:12',
    state: 'running',
    endedAt: null,
    phase: 'installing packages',
    progress: { done: 120, total: 300, unit: 'items' },
  },
  {
    ...begun,
    id: 'b'.repeat(16),
    kind: 'instance.stop',
    target: 'web',
    state: 'done',
    notes: ['"web" did not shut down within 90 seconds and was ended by force.'],
    result: { name: 'web', forced: true },
  },
  {
    ...begun,
    id: 'c'.repeat(16),
    kind: 'instance.start',
    target: 'broken',
    state: 'failed',
    problem: {
      type: 'https://stroj.invalid/fault/host.no-kvm',
      title: 'The spec demands KVM, and this host has none that works: no vmx.',
      status: 422,
      code: 'host.no-kvm',
      hint: 'Use `accel: auto`.',
      details: {},
    },
  },
].map((operation) => Operation.parse(operation))

export const report: HostReport = {
  facts: {
    architecture: 'x86_64',
    kernel: '6.1.0-18-amd64',
    cpus: 2,
    memoryBytes: 16 * 2 ** 30,
    timeStampKhz: 2_600_000,
    virtualization: 'none',
    nested: null,
    kvm: { usable: false, obstacle: 'no-extension', reason: 'the processor shows neither vmx nor svm' },
    emulators: { x86_64: { path: '/usr/bin/qemu-system-x86_64', version: '7.2.9' } },
    qemuImg: null,
    passt: null,
    firmware: { uefi: ['x86_64'], uBoot: false },
  },
  inventory: intelDesktop,
  checks: [
    {
      section: 'tools',
      name: 'qemu',
      verdict: 'ok',
      found: '7.2.9 at /usr/bin/qemu-system-x86_64',
      meaning: 'runs the machines',
      fix: null,
      change: null,
    },
    {
      section: 'kvm',
      name: 'kvm',
      verdict: 'warning',
      found: 'the processor shows neither vmx nor svm',
      meaning: 'Guests are emulated, about ten times slower.',
      fix: null,
      change: null,
    },
    {
      section: 'tools',
      name: 'qemu-img',
      verdict: 'missing',
      found: 'not installed',
      meaning: 'Disks cannot be made without it.',
      fix: 'sudo apt-get install qemu-utils',
      change: null,
    },
  ],
}
