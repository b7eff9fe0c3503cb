import type { DiskBytes } from './disk-bytes.ts'
import { latin1 } from './fields.ts'
import { cutOff, damaged, type Inspection, type Objection, objectToSize, type Reference, unfit } from './inspection.ts'
import { readLoneDescriptor, readOwnDescriptor } from './vmdk-descriptor.ts'
import { settleVmdkHeader } from './vmdk-footer.ts'
import { parseVmdkHeader, sectorBytes, type VmdkHeader, vmdkHeaderBytes } from './vmdk-header.ts'

/** QEMU looks for a parent in these bytes, wherever the header says that the descriptor is (block/vmdk.c, DESC_SIZE). */
const searched = { offset: 512, bytes: 20 * sectorBytes } as const
const largestDescriptorBytes = 64 * 1024
const deflated = 1 << 16

/** Reads a vmdk file: only the kinds that are one file, sparse and stream-optimized, can be taken. */
export async function inspectVmdk(file: DiskBytes): Promise<Inspection> {
  const head = await file.read(0, vmdkHeaderBytes)
  const mark = latin1(head.subarray(0, 4))
  if (mark === 'COWD') return unfit('vmdk', { kind: 'format', reason: 'vmdk files of VMware ESX (COWD) are not read' })
  if (mark !== 'KDMV') return await inspectText(file)
  if (head.length < vmdkHeaderBytes) return unfit('vmdk', cutOff('the header is not complete'))
  const header = await settleVmdkHeader(file, parseVmdkHeader(head))
  return 'kind' in header ? unfit('vmdk', header) : await inspectSparse(file, header)
}

async function inspectText(file: DiskBytes): Promise<Inspection> {
  const text = latin1(await file.read(0, largestDescriptorBytes))
  return { ...unfit('vmdk'), ...readLoneDescriptor(text) }
}

async function inspectSparse(file: DiskBytes, header: VmdkHeader): Promise<Inspection> {
  const shape = objectToShape(header)
  if (shape.length > 0) return unfit('vmdk', ...shape)
  const bytes = Math.min(header.descriptorSectors * sectorBytes, largestDescriptorBytes)
  const { refersTo, objections } = readOwnDescriptor(latin1(await file.read(searched.offset, bytes)))
  const virtualSizeBytes = header.capacity * sectorBytes
  return {
    format: 'vmdk',
    virtualSizeBytes,
    refersTo: [...refersTo, ...(refersTo.length === 0 ? await hiddenParent(file) : [])],
    isEncrypted: false,
    objections: [...objectToSize(virtualSizeBytes), ...objections, ...objectToTables(header, file.sizeBytes)],
  }
}

async function hiddenParent(file: DiskBytes): Promise<readonly Reference[]> {
  const text = latin1(await file.read(searched.offset, searched.bytes))
  return text.includes('parentFileNameHint') ? [{ kind: 'parent', name: '' }] : []
}

function objectToShape(header: VmdkHeader): readonly Objection[] {
  const { version, capacity, grain, entriesPerTable, descriptorAt, descriptorSectors, compression, flags } = header
  if (version < 1 || version > 3) return [{ kind: 'format', reason: `version ${version} of vmdk is not known here` }]
  // Without a capacity, QEMU takes the descriptor for the list of files that the disk consists of.
  if (capacity === 0) return [damaged('its disk is empty')]
  const isGrainSound = grain >= 8 && grain <= 2 ** 15 && Number.isInteger(Math.log2(grain))
  if (!isGrainSound) return [damaged('the size of its grains makes no sense')]
  if (entriesPerTable !== 512) return [damaged('the size of its tables makes no sense')]
  const isDescriptorSound = descriptorAt === 1 && descriptorSectors >= 1 && descriptorSectors <= 2048
  if (!isDescriptorSound) return [damaged('its descriptor does not lie where it may')]
  const isPackingSound = compression === ((flags & deflated) === 0 ? 0 : 1)
  return isPackingSound ? [] : [damaged('its compression is not known here')]
}

function objectToTables(header: VmdkHeader, fileBytes: number): readonly Objection[] {
  const entries = Math.ceil(header.capacity / (header.entriesPerTable * header.grain))
  const ends = [header.directoryAt * sectorBytes + entries * 4, header.overhead * sectorBytes]
  if (header.directoryAt === 0) return [damaged('its tables do not lie where they may')]
  return ends.some((end) => end > fileBytes) ? [cutOff('its tables lie beyond its end')] : []
}
