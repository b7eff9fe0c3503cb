/** CRC-32C (Castagnoli), as VHDX has it in its headers. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) === 0 ? 0 : 0x82f6_3b78)
  }
  return ~crc >>> 0
}

/** The sum that VHD has in its headers: all bytes added up, then every bit turned. */
export function onesComplement(bytes: Uint8Array): number {
  return ~bytes.reduce((sum, byte) => (sum + byte) | 0, 0) >>> 0
}
