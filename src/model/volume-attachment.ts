import * as z from 'zod'
import { InstanceName } from './name.ts'
import { DiskLimits } from './spec-devices.ts'

/** A wish that a volume be a disk of an instance, running or not. */
export const VolumeAttach = z.strictObject({
  instance: InstanceName,
  readOnly: z.boolean().default(false).describe('the guest cannot write to it'),
  limits: DiskLimits.optional(),
})
export type VolumeAttach = z.infer<typeof VolumeAttach>
export type VolumeAttachInput = z.input<typeof VolumeAttach>

/** A wish that it be one no more. */
export const VolumeDetach = z.strictObject({ instance: InstanceName })
export type VolumeDetach = z.infer<typeof VolumeDetach>

/** A wish for other limits; what is left out is not limited. */
export const VolumeLimit = z.strictObject({ instance: InstanceName, limits: DiskLimits })
export type VolumeLimit = z.infer<typeof VolumeLimit>
export type VolumeLimitInput = z.input<typeof VolumeLimit>
