/** One change of bytes at an offset; a negative offset counts from the end. */
export type Edit = (bytes: Uint8Array) => void

/** A copy of some bytes with changes made to it. */
export function edited(bytes: Uint8Array, ...edits: readonly Edit[]): Uint8Array {
  const copy = Uint8Array.from(bytes)
  for (const edit of edits) edit(copy)
  return copy
}

type Field = 'u16' | 'u32' | 'u64'

/** Writes a number, big-endian. */
export function big(field: Field, at: number, value: number | bigint): Edit {
  return (bytes) => write(bytes, field, at, value, false)
}

/** Writes a number, little-endian. */
export function little(field: Field, at: number, value: number | bigint): Edit {
  return (bytes) => write(bytes, field, at, value, true)
}

/** Writes text, one byte a character. */
export function text(at: number, value: string): Edit {
  return (bytes) => bytes.set(Buffer.from(value, 'latin1'), at < 0 ? bytes.length + at : at)
}

function write(bytes: Uint8Array, field: Field, at: number, value: number | bigint, isLittle: boolean): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const offset = at < 0 ? bytes.length + at : at
  if (field === 'u16') view.setUint16(offset, Number(value), isLittle)
  if (field === 'u32') view.setUint32(offset, Number(value), isLittle)
  if (field === 'u64') view.setBigUint64(offset, BigInt(value), isLittle)
}
