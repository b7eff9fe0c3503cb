/** Bytes of a base64 text. */
export function fromBase64(text: string): Uint8Array {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}

/** `String.fromCharCode` takes its characters as arguments, of which there may not be too many. */
const pieceBytes = 32 * 1024

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    binary += String.fromCharCode(...bytes.subarray(start, start + pieceBytes))
  }
  return btoa(binary)
}
