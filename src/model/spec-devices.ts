import * as z from 'zod'
import { DeviceIds, PciAddress, UsbPort } from './host/device.ts'
import { VolumeName } from './name.ts'
import { FilePath } from './plain-text.ts'
import { PortForward } from './port-forward.ts'
import { Size } from './size.ts'

const bus = z
  .enum(['virtio', 'nvme', 'sata'])
  .default('virtio')
  .describe('how the guest sees it; sata is of machine q35, for systems that know no virtio')
const virtualFunctions = z
  .int()
  .min(1)
  .max(16)
  .optional()
  .describe(
    'of bus nvme: how many virtual functions the controller can be split into (SR-IOV); it cannot be booted from',
  )

/** How fast a guest may be with a disk; what is left out is not limited. */
export const DiskLimits = z
  .strictObject({
    iops: z.int().min(1).max(10_000_000).optional().describe('reads and writes a second, together'),
    bytesPerSecond: Size.optional().describe('bytes read and written a second, together; at least 64KiB'),
  })
  .describe('how fast the guest may be with it; can be changed while it runs')
  .refine(({ bytesPerSecond = 65_536 }) => bytesPerSecond >= 65_536, {
    path: ['bytesPerSecond'],
    error: 'the least is 64KiB a second',
  })
export type DiskLimits = z.infer<typeof DiskLimits>

const NewDisk = z.strictObject({ size: Size.describe('size of a new, empty qcow2 disk'), bus, virtualFunctions })
const FileDisk = z.strictObject({
  file: FilePath.describe('a qcow2 or raw file that stays where it is'),
  format: z.enum(['qcow2', 'raw']).describe('what the file is; it is never guessed'),
  readOnly: z.boolean().default(false).describe('the guest cannot write to it'),
  bus,
  virtualFunctions,
})
const VolumeDisk = z.strictObject({
  volume: VolumeName.describe('a volume (`stroj volume ls` lists them); only one instance at a time can write to it'),
  readOnly: z.boolean().default(false).describe('the guest cannot write to it'),
  limits: DiskLimits.optional(),
  bus,
  virtualFunctions,
})
/** A disk beside the first. */
export const ExtraDisk = z.union([NewDisk, FileDisk, VolumeDisk])
export type ExtraDisk = z.infer<typeof ExtraDisk>

/** A network card. */
export const Nic = z.strictObject({
  network: z
    .enum(['user', 'isolated', 'sriov'])
    .default('user')
    .describe(
      'user: passt, reaches the outside; isolated: no way out; sriov: a virtual function of a card of the host',
    ),
  model: z
    .enum(['virtio', 'e1000e'])
    .default('virtio')
    .describe('the card that the guest sees; e1000e for systems without virtio drivers'),
  device: PciAddress.optional().describe('of network sriov: the PCI address of the card, such as 0000:03:00.0'),
  forward: z.array(PortForward).max(64).default([]).describe('ports of the host that lead to ports of the guest'),
  mac: z
    .string()
    .regex(/^[0-9a-f][02468ace](?::[0-9a-f]{2}){5}$/, {
      error: 'a MAC address is six pairs of lower-case hex digits, unicast',
    })
    .optional()
    .describe('hardware address, such as 52:54:00:12:34:56; by default one is chosen and kept'),
})
export type Nic = z.infer<typeof Nic>

/** A device of the host that is given to the guest whole. */
export const Hostdev = z.union([
  z.strictObject({
    pci: z
      .union([PciAddress, DeviceIds], { error: 'an address such as 0000:03:00.0, or ids such as 8086:10ed' })
      .describe('address, or vendor and device, on the PCI bus (`stroj host devices` lists them)'),
  }),
  z.strictObject({
    usb: z
      .union([DeviceIds, UsbPort], { error: 'ids such as 046d:c52b, or a port such as 1-2.3' })
      .describe('vendor and device, or the port that it is plugged into (`stroj host devices` lists them)'),
  }),
])
export type Hostdev = z.infer<typeof Hostdev>
