import type { DiskBytes } from './disk-bytes.ts'
import { type Fields, littleEndian } from './fields.ts'
import { cutOff, type Inspection, unfit } from './inspection.ts'

const descriptorOffset = 0x8000
const blockBytes = 2048

/** Reads a medium by its primary volume descriptor (ECMA-119, 8.4): its name, and whether it is there to its end. */
export async function inspectIso(file: DiskBytes): Promise<Inspection> {
  const bytes = await file.read(descriptorOffset, blockBytes)
  if (bytes.length < blockBytes) return unfit('iso', cutOff('the description of the medium is not complete'))
  const fields = littleEndian(bytes)
  const isPrimary = fields.u8(0) === 1 && fields.u16(128) === blockBytes
  const isWhole = !isPrimary || fields.u32(80) * blockBytes <= file.sizeBytes
  return {
    format: 'iso',
    virtualSizeBytes: Math.ceil(file.sizeBytes / 512) * 512,
    refersTo: [],
    isEncrypted: false,
    volumeId: isPrimary ? volumeId(fields) : undefined,
    objections: isWhole ? [] : [cutOff('the medium is longer than the file')],
  }
}

function volumeId({ ascii }: Fields): string {
  return ascii(40, 32)
    .replace(/[^\x20-\x7e]/g, '')
    .trimEnd()
}
