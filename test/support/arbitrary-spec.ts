import * as fc from 'fast-check'
import { InstanceSpec, type InstanceSpecInput } from '../../src/model/spec.ts'

const sizeText = fc
  .tuple(fc.integer({ min: 32, max: 4096 }), fc.constantFrom('MiB', 'GiB'))
  .map((parts) => parts.join(''))
const port = fc.integer({ min: 1, max: 65535 })
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9._/-]{0,10}[a-z0-9])?$/)
const plain = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/\p{Cc}/u.test(text))
const path = plain.filter((text) => text !== '').map((text) => `/${text}`)
const cpus = fc.oneof(
  fc.integer({ min: 1, max: 255 }),
  fc.record(
    {
      count: fc.integer({ min: 1, max: 64 }),
      model: fc.constantFrom('max', 'Nehalem', 'EPYC'),
      features: fc.subarray(['+aes', '-x2apic', '-vmx', '+pcid']),
    },
    { requiredKeys: ['count'] },
  ),
  fc.record({
    topology: fc.record({ sockets: fc.integer({ min: 1, max: 4 }), cores: fc.integer({ min: 1, max: 8 }) }),
  }),
)
const forward = fc.record({
  address: fc.oneof(fc.ipV4(), fc.ipV6()),
  hostPort: port,
  guestPort: port,
  protocol: fc.constantFrom('tcp' as const, 'udp' as const),
})
const nic = fc.record(
  {
    forward: fc.array(forward, { maxLength: 2 }),
    mac: fc.constant('52:54:00:00:00:01'),
    model: fc.constantFrom('virtio' as const, 'e1000e' as const),
  },
  { requiredKeys: [] },
)
const controller = fc.oneof(
  fc.constant({}),
  fc.constant({ bus: 'nvme' as const }),
  fc.record({ bus: fc.constant('nvme' as const), virtualFunctions: fc.integer({ min: 1, max: 16 }) }),
)
const image = fc.oneof(
  fc.record({ size: sizeText }),
  fc.record({ file: path, format: fc.constantFrom('qcow2' as const, 'raw' as const), readOnly: fc.boolean() }),
)
const disk = fc.tuple(image, controller).map(([own, more]) => ({ ...own, ...more }))

/** Any spec that is valid by itself, as `InstanceSpec` gives it. */
export const arbitrarySpec: fc.Arbitrary<InstanceSpec> = fc
  .record(
    {
      image: fc.constantFrom('debian:12', 'tiny', `sha256:${'a'.repeat(64)}`),
      cpus,
      nested: fc.boolean(),
      iommu: fc.constantFrom('intel' as const, 'amd' as const),
      memory: sizeText,
      disk: sizeText,
      disks: fc.array(disk, { maxLength: 3 }),
      nics: fc.array(nic, { maxLength: 3 }),
      cdrom: path,
      boot: fc.record({ order: fc.shuffledSubarray(['disk', 'cdrom', 'network'] as const, { minLength: 1 }) }),
      firmware: fc.constantFrom('bios' as const, 'uefi' as const),
      accel: fc.constantFrom('auto' as const, 'kvm' as const, 'tcg' as const),
      console: fc.record({ serial: fc.boolean(), screen: fc.boolean() }, { requiredKeys: [] }),
      labels: fc.dictionary(label, plain, { maxKeys: 3 }),
      autostart: fc.boolean(),
      restart: fc.constantFrom('never' as const, 'on-failure' as const, 'always' as const),
    },
    { requiredKeys: ['image'] },
  )
  .map((input) => InstanceSpec.safeParse(input satisfies InstanceSpecInput))
  .filter((parsed) => parsed.success)
  .map(({ data }) => data)
