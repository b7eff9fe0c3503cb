import * as z from 'zod'

/** Whether the Linux on a disk from elsewhere can boot from one of ours. */
export const VolumeDrivers = z.strictObject({
  virtio: z
    .enum(['yes', 'no', 'unknown'])
    .describe('whether every kernel on it has drivers for virtio before it reads its root'),
  bus: z
    .enum(['virtio', 'sata', 'nvme'])
    .nullable()
    .describe('the bus that all of its kernels can boot from; null: none is known'),
  reason: z.string().describe('what was found, or why it is not known'),
})
export type VolumeDrivers = z.infer<typeof VolumeDrivers>
