/** The beginning of a SQLite file (sqlite.org/fileformat2.html, section 1.3). */
export type Header = { readonly applicationId: number; readonly schema: number }

/** Bytes that `parseHeader` wants to see. */
export const headerBytes = 100

/** Undefined when these are not the first 100 bytes of a SQLite file. */
export function parseHeader(bytes: Uint8Array): Header | undefined {
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, 16))
  if (bytes.length < headerBytes || magic !== 'SQLite format 3\0') return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { schema: view.getUint32(60), applicationId: view.getUint32(68) }
}
