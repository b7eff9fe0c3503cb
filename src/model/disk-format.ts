import * as z from 'zod'

/** Formats of disks that stroj reads: its own two, and those that others hand over. `vhd` is what QEMU calls vpc. */
export const DiskFormat = z.enum(['qcow2', 'raw', 'vmdk', 'vdi', 'vhd', 'vhdx'])
export type DiskFormat = z.infer<typeof DiskFormat>
