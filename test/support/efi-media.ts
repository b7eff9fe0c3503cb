import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bootMediumWith } from './boot-media.ts'

type EfiArchitecture = 'x86_64' | 'aarch64'

/** What firmware looks for, the machine of its header (Microsoft PE format), and the code. */
const programs = {
  x86_64: {
    name: 'BOOTX64.EFI',
    machine: 0x8664,
    // mov dx, 0x3f8; mov al, byte; out dx, al; hlt; jmp to the hlt
    code: (byte: number) => [0x66, 0xba, 0xf8, 0x03, 0xb0, byte, 0xee, 0xf4, 0xeb, 0xfd],
  },
  aarch64: {
    name: 'BOOTAA64.EFI',
    machine: 0xaa64,
    // movz x0, #0x900, lsl #16 (the PL011 of the board); movz w1, #byte; strb w1, [x0]; wfi; b to the wfi
    code: (byte: number) =>
      [0xd2a12000, 0x52800001 | (byte << 5), 0x39000001, 0xd503207f, 0x17ffffff].flatMap((word) =>
        [0, 8, 16, 24].map((shift) => (word >>> shift) & 0xff),
      ),
  },
} as const

/** A disk without partitions that UEFI boots: a FAT file system with a program that writes one byte to the serial line and halts. */
export function efiDisk(folder: string, byte: number, arch: EfiArchitecture = 'x86_64'): Uint8Array {
  const [program, disk] = [join(folder, `${byte}.efi`), join(folder, `${byte}.fat`)]
  writeFileSync(program, efiProgram(byte, arch))
  execFileSync('mformat', ['-C', '-i', disk, '-f', '1440', '::'])
  execFileSync('mmd', ['-i', disk, '::/EFI', '::/EFI/BOOT'])
  execFileSync('mcopy', ['-i', disk, program, `::/EFI/BOOT/${programs[arch].name}`])
  return readFileSync(disk)
}

/** The same on a medium (El Torito, platform EFI). */
export function efiMedium(folder: string, byte: number, arch?: EfiArchitecture): Uint8Array {
  return bootMediumWith(efiDisk(folder, byte, arch), 0xef)
}

const headersBytes = 0x200
const codeAddress = 0x1000

/** A PE32+ image of one section (Microsoft PE format; UEFI 2.1.1). */
function efiProgram(byte: number, arch: EfiArchitecture): Uint8Array {
  const image = new Uint8Array(headersBytes + 0x200)
  const view = new DataView(image.buffer)
  const words = (offset: number, ...values: readonly number[]) =>
    values.forEach((value, index) => view.setUint16(offset + index * 2, value, true))
  const doubles = (offset: number, ...values: readonly number[]) =>
    values.forEach((value, index) => view.setUint32(offset + index * 4, value, true))
  image.set(new TextEncoder().encode('MZ'))
  doubles(0x3c, 0x40)
  image.set(new TextEncoder().encode('PE'), 0x40)
  // COFF: one section; 240 bytes of optional header; executable.
  words(0x44, programs[arch].machine, 1)
  words(0x54, 0xf0, 0x22)
  // Optional header: PE32+, size of code, entry point, base of code; image base 0.
  words(0x58, 0x20b)
  doubles(0x5c, 0x200, 0, 0, codeAddress, codeAddress)
  doubles(0x78, 0x1000, 0x200)
  doubles(0x90, codeAddress + 0x1000, headersBytes)
  // Subsystem: EFI application. Sixteen empty directories.
  words(0x9c, 10)
  doubles(0xc4, 16)
  image.set(new TextEncoder().encode('.text'), 0x148)
  doubles(0x150, 0x200, codeAddress, 0x200, headersBytes)
  doubles(0x16c, 0x60000020)
  image.set(programs[arch].code(byte), headersBytes)
  return image
}
