import * as z from 'zod'

/** What the files of the disks of an instance take on the host. */
export const DiskUse = z.strictObject({
  ownBytes: z.int().describe('files that only this instance has'),
  sharedBytes: z.int().describe('files that other instances, or a warm image, have too; they go with the last one'),
})
export type DiskUse = z.infer<typeof DiskUse>
