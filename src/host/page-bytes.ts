import { readFileSync } from 'node:fs'
import { endianness } from 'node:os'

/** AT_PAGESZ of getauxval(3). */
const pageSizeKey = 6n
const usual = 4096

/** Bytes in a page of memory: 4 KiB on most hosts, 16 or 64 KiB on some of Arm and POWER. */
export function pageBytes(): number {
  try {
    return pageBytesOf(readFileSync('/proc/self/auxv'), endianness() === 'LE')
  } catch {
    return usual
  }
}

/** Out of what the kernel gave this process (proc_pid_auxv(5)): pairs of 64-bit words. */
function pageBytesOf(vector: Uint8Array, littleEndian: boolean): number {
  const view = new DataView(vector.buffer, vector.byteOffset, vector.byteLength)
  for (let offset = 0; offset + 16 <= vector.length; offset += 16) {
    if (view.getBigUint64(offset, littleEndian) === pageSizeKey)
      return Number(view.getBigUint64(offset + 8, littleEndian))
  }
  return usual
}
