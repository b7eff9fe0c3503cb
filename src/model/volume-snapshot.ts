import * as z from 'zod'

/** A name of a state that a volume keeps inside of itself: 1 to 63 of a-z, 0-9, dot, dash and underscore, from a letter. */
export const VolumeSnapshotName = z
  .string()
  .regex(/^[a-z](?:[a-z0-9._-]{0,61}[a-z0-9])?$/, {
    error: 'the name of a state has 1 to 63 characters of a-z, 0-9, dot, dash and underscore, and begins with a letter',
  })
  .brand<'VolumeSnapshotName'>()
export type VolumeSnapshotName = z.infer<typeof VolumeSnapshotName>

/** A state that a qcow2 volume keeps inside of itself. */
export const VolumeSnapshot = z.strictObject({
  name: z.string().describe('as the file has it; others than stroj give names of other forms'),
  createdAt: z.iso.datetime(),
})
export type VolumeSnapshot = z.infer<typeof VolumeSnapshot>

export const VolumeSnapshotListing = z.strictObject({ items: z.array(VolumeSnapshot).readonly() })
export type VolumeSnapshotListing = z.infer<typeof VolumeSnapshotListing>

/** A wish to keep what a volume has now. */
export const VolumeSnapshotCreate = z.strictObject({ name: VolumeSnapshotName })
export type VolumeSnapshotCreate = z.infer<typeof VolumeSnapshotCreate>
