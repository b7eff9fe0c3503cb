/** The code that QEMU ends with when the guest writes `passedValue` to the exit port (QEMU, isa-debug-exit: value * 2 + 1). */
const passedValue = 0x2a
export const passedExitCode = passedValue * 2 + 1
export const exitPort = 0xf4

const romBytes = 0x10000

/**
 * What a processor does at the very least before it can run Linux: from the reset vector to long mode, then `lock cmpxchg16b`,
 * `xsave` and `xrstor`. Where KVM only pretends (it opens, and simple code runs), one of them never returns.
 */
const program: readonly (readonly [bytes: string, meaning: string])[] = [
  ['fa', 'cli'],
  ['31c0 8ed8 8ed0 bc0070', 'ds = ss = 0, sp = 0x7000'],
  ['66c7060010 03200000', 'page tables: the first 2 MiB where they are'],
  ['66c7060020 03300000', '…second level'],
  ['66c7060030 83000000', '…third level, one large page'],
  ['2e660f01165f00', 'lgdt cs:[0x5f]'],
  ['66b820060400 0f22e0', 'cr4: physical address extension, sse, xsave'],
  ['66b800100000 0f22d8', 'cr3: the page tables'],
  ['66b9800000c0 0f32 660d00010000 0f30', 'efer: long mode'],
  ['66b813000080 0f22c0', 'cr0: protected mode, paging'],
  ['66ea78000f000800', 'jump to the 64-bit code, 0xf0078'],
  ['0f00 68000f00', '0x5f: limit and address of the descriptor table'],
  ['0f1f00', 'nothing, up to 0x68'],
  ['0000000000000000', '0x68: no descriptor'],
  ['00000000009a2000', '64-bit code'],
  ['31c0 31d2 31c9 bb01000000', '0x78: compare with 0, store 1'],
  ['f0480fc70c2500400000', 'lock cmpxchg16b [0x4000]'],
  ['751c', 'when it was not equal: to the end'],
  ['b803000000 0f01d1', 'xsetbv: x87 and sse'],
  ['0fae242540400000', 'xsave [0x4040]'],
  ['0fae2c2540400000', 'xrstor [0x4040]'],
  ['b02a e6f4', 'passed'],
  ['f4 ebfd', 'the end: halt for ever'],
]

/** A BIOS of 64 KiB that only makes this test. */
export function selfTestRom(): Uint8Array {
  const rom = new Uint8Array(romBytes)
  rom.set(Buffer.from(program.map(([bytes]) => bytes.replaceAll(' ', '')).join(''), 'hex'))
  // The reset vector (Intel SDM 3A, 10.1.4): a jump to F000:0000, where its beginning is seen below 1 MiB.
  rom.set([0xea, 0, 0, 0, 0xf0], romBytes - 16)
  return rom
}
