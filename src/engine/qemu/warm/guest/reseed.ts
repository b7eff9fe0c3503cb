/** Where the program lies in memory; the usual place of programs that are not moved. */
const base = 0x400000
const headerBytes = 64
const segmentBytes = 56

/**
 * Asks the kernel to make the key of its random numbers anew, from all that was written to its pool: ioctl(0, RNDRESEEDCRNG)
 * (random(4); include/uapi/linux/random.h, 0x5207). Kernels without the driver of vmgenid, such as Debian's, do not know by
 * themselves that they were forked, and no program that is everywhere can ask for it.
 */
const instructions: readonly (readonly number[])[] = [
  [0x31, 0xff], // xor edi, edi         standard input
  [0xbe, 0x07, 0x52, 0x00, 0x00], // mov esi, 0x5207      RNDRESEEDCRNG
  [0xb8, 0x10, 0x00, 0x00, 0x00], // mov eax, 16          ioctl
  [0x0f, 0x05], // syscall
  [0x31, 0xff], // xor edi, edi
  [0x85, 0xc0], // test eax, eax
  [0x40, 0x0f, 0x95, 0xc7], // setne dil            exit code 1 when it was refused
  [0xb8, 0x3c, 0x00, 0x00, 0x00], // mov eax, 60          exit
  [0x0f, 0x05], // syscall
]

/** A whole program for Linux on x86_64 (elf(5)), which needs no library. */
export function reseedProgram(): Uint8Array {
  const code = instructions.flat()
  const size = headerBytes + segmentBytes + code.length
  const file = new Uint8Array(size)
  const view = new DataView(file.buffer)
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  view.setUint16(16, 2, true) // ET_EXEC
  view.setUint16(18, 62, true) // EM_X86_64
  view.setUint32(20, 1, true)
  view.setBigUint64(24, BigInt(base + headerBytes + segmentBytes), true)
  view.setBigUint64(32, BigInt(headerBytes), true)
  view.setUint16(52, headerBytes, true)
  view.setUint16(54, segmentBytes, true)
  view.setUint16(56, 1, true)
  view.setUint32(headerBytes, 1, true) // PT_LOAD
  view.setUint32(headerBytes + 4, 5, true) // read, execute
  for (const at of [16, 24]) view.setBigUint64(headerBytes + at, BigInt(base), true)
  for (const at of [32, 40]) view.setBigUint64(headerBytes + at, BigInt(size), true)
  view.setBigUint64(headerBytes + 48, 0x1000n, true)
  file.set(code, headerBytes + segmentBytes)
  return file
}
