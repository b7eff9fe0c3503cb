/** A boot sector that writes one character to COM1 and halts; after a reset it does so again. */
function bootSector(character: string): Uint8Array {
  const sector = new Uint8Array(512)
  // mov dx, 0x3f8; mov al, character; out dx, al; hlt; jmp to the hlt
  sector.set([0xba, 0xf8, 0x03, 0xb0, character.charCodeAt(0), 0xee, 0xf4, 0xeb, 0xfd])
  sector.set([0x55, 0xaa], 510)
  return sector
}

/** A raw disk of 1 MiB that boots so. */
export function bootDisk(character: string): Uint8Array {
  const disk = new Uint8Array(2 ** 20)
  disk.set(bootSector(character))
  return disk
}

const sectorBytes = 2048

/** An ISO 9660 medium that boots so. */
export function bootMedium(character: string): Uint8Array {
  return bootMediumWith(bootSector(character), 0)
}

/** An ISO 9660 medium that boots what is given, without emulation (El Torito 1.0, sections 2 and 7). Platform 0 is a PC. */
export function bootMediumWith(boot: Uint8Array, platform: number): Uint8Array {
  const medium = new Uint8Array(Math.max(64, 20 + Math.ceil(boot.length / sectorBytes)) * sectorBytes)
  const at = (sector: number, bytes: ArrayLike<number>, offset = 0) => medium.set(bytes, sector * sectorBytes + offset)
  const text = (value: string) => new TextEncoder().encode(value)

  at(16, [1, ...text('CD001'), 1])
  at(17, [0, ...text('CD001'), 1, ...text('EL TORITO SPECIFICATION')])
  at(17, [19, 0, 0, 0], 0x47)
  at(18, [255, ...text('CD001'), 1])
  // Catalog: a validation entry whose 16-bit words add up to 0, then the default entry: bootable, no emulation.
  const sum = 0x10000 - 0xaa55 - (platform << 8) - 1
  at(19, [1, platform, 0, 0])
  at(19, [sum & 255, (sum >> 8) & 255, 0x55, 0xaa], 28)
  const virtualSectors = Math.max(4, Math.ceil(boot.length / 512))
  at(19, [0x88, 0, 0, 0, 0, 0, virtualSectors & 255, virtualSectors >> 8, 20, 0, 0, 0], 32)
  at(20, boot)
  return medium
}
