/** One byte for each letter. */
export function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

/** Two bytes for each letter, the high one first. */
export function ucs2(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), false)
  return bytes
}

/** The same number in both orders of bytes, as ECMA-119 7.2.3 has it. */
export function bothEndian16(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, value, true)
  view.setUint16(2, value, false)
  return bytes
}

/** The same for four bytes (7.3.3). */
export function bothEndian32(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, value, true)
  view.setUint32(4, value, false)
  return bytes
}
