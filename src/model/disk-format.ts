/** Formats of disks that stroj reads: its own two, and those that others hand over. `vhd` is what QEMU calls vpc. */
export const diskFormats = ['qcow2', 'raw', 'vmdk', 'vdi', 'vhd', 'vhdx'] as const
export type DiskFormat = (typeof diskFormats)[number]

/** What a file can be declared to be: a disk, or a medium. */
export const importFormats = [...diskFormats, 'iso'] as const
export type ImportFormat = (typeof importFormats)[number]
