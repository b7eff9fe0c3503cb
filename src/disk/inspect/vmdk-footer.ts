import type { DiskBytes } from './disk-bytes.ts'
import { littleEndian } from './fields.ts'
import { cutOff, damaged, type Objection } from './inspection.ts'
import { parseVmdkHeader, sectorBytes, type VmdkHeader } from './vmdk-header.ts'

/** Marker, header and end-of-stream marker, a sector each, are the end of a stream-optimized file. */
const footerBytes = 3 * sectorBytes
const footerMarker = 3

/**
 * The header that counts: the one at the beginning, or the footer when that says so. A footer may only add the place of the
 * grain directory: a program that reads one of both and a program that reads the other must see the same disk.
 */
export async function settleVmdkHeader(file: DiskBytes, header: VmdkHeader): Promise<VmdkHeader | Objection> {
  if (!header.isAtEnd) return header
  if (file.sizeBytes % sectorBytes !== 0) return cutOff('it has no footer')
  const end = await file.read(file.sizeBytes - footerBytes, footerBytes)
  if (!isFooter(end)) return cutOff('it has no footer')
  const footer = parseVmdkHeader(end.subarray(sectorBytes))
  if (footer.isAtEnd) return damaged('its footer does not say where its tables are')
  const places = { directoryAt: 0, spareDirectoryAt: 0, overhead: 0, isAtEnd: false }
  const isSame = JSON.stringify({ ...header, ...places }) === JSON.stringify({ ...footer, ...places })
  return isSame ? footer : damaged('its footer and its header contradict each other')
}

function isFooter(end: Uint8Array): boolean {
  if (end.length < footerBytes) return false
  const { u32, isZero, ascii } = littleEndian(end)
  const isMarked = u32(8) === 0 && u32(12) === footerMarker
  return isMarked && ascii(sectorBytes, 4) === 'KDMV' && isZero(2 * sectorBytes, 16)
}
