import { sectorBytes } from './gpt.ts'

/**
 * GRUB's first two stages for a BIOS, ready to be written: boot code for the MBR (440 bytes) and the core image for a
 * partition. They find each other by sector numbers, which are put in here as grub-bios-setup does
 * (include/grub/i386/pc/boot.h, util/setup.c).
 */
export type BootCode = { readonly mbr: Uint8Array; readonly core: Uint8Array }

const bootCodeBytes = 440
/** Where boot.img keeps the sector of the core image (GRUB_BOOT_MACHINE_KERNEL_SECTOR). */
const kernelSector = 0x5c
/** Where boot.img checks the drive number of the BIOS (GRUB_BOOT_MACHINE_DRIVE_CHECK). */
const driveCheck = 0x66
/** The last list entry in the first sector of the core image: sector, count, segment. */
const blockList = sectorBytes - 12
/** The segment after the one that the first sector was loaded to (GRUB_BOOT_I386_PC_KERNEL_SEG + 0x20). */
const nextSegment = 0x820

/** @param first sector of the disk where the core image begins */
export function placeBootCode(bootImage: Uint8Array, coreImage: Uint8Array, first: number): BootCode {
  const mbr = bootImage.slice(0, bootCodeBytes)
  const mbrView = new DataView(mbr.buffer)
  mbrView.setBigUint64(kernelSector, BigInt(first), true)
  // Two NOPs: trust the drive number, as is done for hard disks.
  mbrView.setUint16(driveCheck, 0x9090, true)

  const sectors = Math.ceil(coreImage.length / sectorBytes)
  const core = new Uint8Array(sectors * sectorBytes)
  core.set(coreImage)
  const coreView = new DataView(core.buffer)
  coreView.setBigUint64(blockList, BigInt(first + 1), true)
  coreView.setUint16(blockList + 8, sectors - 1, true)
  coreView.setUint16(blockList + 10, nextSegment, true)
  return { mbr, core }
}
