import { littleEndian } from './fields.ts'

/** A GUID as it is written: its first three parts are stored little-endian. */
export function guidAt(bytes: Uint8Array, at: number): string {
  const { u8, u16, u32 } = littleEndian(bytes)
  const rest = Array.from({ length: 8 }, (_, index) => hex(u8(at + 8 + index), 2)).join('')
  return `${hex(u32(at), 8)}-${hex(u16(at + 4), 4)}-${hex(u16(at + 6), 4)}-${rest.slice(0, 4)}-${rest.slice(4)}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
