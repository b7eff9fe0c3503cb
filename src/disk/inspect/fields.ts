/** The fields of a header by their offsets. Numbers above 2^53 are rounded, which is enough to see that they are too large. */
export type Fields = {
  readonly lengthBytes: number
  readonly u8: (at: number) => number
  readonly u16: (at: number) => number
  readonly u32: (at: number) => number
  readonly u64: (at: number) => number
  /** All 64 bits. */
  readonly u64exact: (at: number) => bigint
  /** So many bytes as text, one character each; for names that only machines read. */
  readonly ascii: (at: number, length: number) => string
  readonly isZero: (at: number, length: number) => boolean
}

export function littleEndian(bytes: Uint8Array): Fields {
  return fieldsOf(bytes, true)
}

export function bigEndian(bytes: Uint8Array): Fields {
  return fieldsOf(bytes, false)
}

function fieldsOf(bytes: Uint8Array, isLittle: boolean): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    lengthBytes: bytes.length,
    u8: (at) => view.getUint8(at),
    u16: (at) => view.getUint16(at, isLittle),
    u32: (at) => view.getUint32(at, isLittle),
    u64: (at) => Number(view.getBigUint64(at, isLittle)),
    u64exact: (at) => view.getBigUint64(at, isLittle),
    ascii: (at, length) => latin1(bytes.subarray(at, at + length)),
    isZero: (at, length) => bytes.subarray(at, at + length).every((byte) => byte === 0),
  }
}

/** Bytes as text, one character each. */
export function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}
