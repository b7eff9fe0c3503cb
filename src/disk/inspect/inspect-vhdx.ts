import type { DiskBytes } from './disk-bytes.ts'
import { cutOff, damaged, type Inspection, type Objection, objectToSize, unfit } from './inspection.ts'
import { readRegions, readVhdxHeader, type Region } from './vhdx-header.ts'
import { readVhdxMetadata, type VhdxMetadata } from './vhdx-metadata.ts'

const mebibyte = 2 ** 20
const blockTable = '2dc27766-f623-4200-9d64-115e9bfd4a08'
const metadataRegion = '8b7ca206-4790-4b9a-b8fe-575f050f886e'
const tableEnd = 256 * 1024

/** Reads a disk of Hyper-V (MS-VHDX): headers, regions and metadata. What its blocks are is for `qemu-img check`. */
export async function inspectVhdx(file: DiskBytes): Promise<Inspection> {
  if (file.sizeBytes < tableEnd) return unfit('vhdx', cutOff('the header is not complete'))
  const header = await readVhdxHeader(file)
  if (header === undefined) return unfit('vhdx', damaged('both of its headers are damaged'))
  if (header.version !== 1) return unfit('vhdx', { kind: 'format', reason: 'its version of vhdx is not known here' })
  const regions = await readRegions(file)
  if (regions === undefined) return unfit('vhdx', damaged('the table of its regions is damaged'))
  const places = objectToRegions(regions, file.sizeBytes)
  if (places.length > 0) return unfit('vhdx', ...places)
  const metadata = await readVhdxMetadata(file, regionOf(regions, metadataRegion).offset)
  if (metadata === undefined) return unfit('vhdx', damaged('its metadata make no sense'))
  return {
    format: 'vhdx',
    virtualSizeBytes: metadata.sizeBytes,
    refersTo: metadata.hasParent ? [{ kind: 'parent', name: metadata.parentName }] : [],
    isEncrypted: false,
    objections: [
      ...objectToSize(metadata.sizeBytes),
      ...objectToMetadata(metadata, regionOf(regions, blockTable)),
      ...(header.hasLog ? [unfinished] : []),
    ],
  }
}

const unfinished = damaged(
  'it was not closed and changes wait in its log; open and close it once with the program that it comes from',
)

function regionOf(regions: readonly Region[], id: string): Region {
  return regions.find((region) => region.id === id) ?? { id, offset: 0, lengthBytes: 0, isRequired: true }
}

function objectToRegions(regions: readonly Region[], fileBytes: number): readonly Objection[] {
  const isKnown = (id: string) => id === blockTable || id === metadataRegion
  if (regions.some(({ id, isRequired }) => isRequired && !isKnown(id)))
    return [{ kind: 'format', reason: 'it has parts that are not known here' }]
  const used = regions.filter(({ id }) => isKnown(id)).toSorted((one, other) => one.offset - other.offset)
  const [first, second] = used
  if (used.length !== 2 || first === undefined || second === undefined || first.id === second.id)
    return [damaged('the table of its regions is damaged')]
  const isApart = first.offset >= mebibyte && first.offset + first.lengthBytes <= second.offset
  const isAligned = used.every(({ offset, lengthBytes }) => offset % mebibyte === 0 && lengthBytes >= mebibyte)
  if (!isApart || !isAligned) return [damaged('its regions do not lie where they may')]
  return second.offset + second.lengthBytes <= fileBytes ? [] : [cutOff('its regions lie beyond its end')]
}

function objectToMetadata(metadata: VhdxMetadata, table: Region): readonly Objection[] {
  const { blockBytes, logicalSectorBytes, sizeBytes, isStrange } = metadata
  if (isStrange) return [{ kind: 'format', reason: 'it has metadata that are not known here' }]
  const isBlockSound = blockBytes >= mebibyte && blockBytes <= 256 * mebibyte && Number.isInteger(Math.log2(blockBytes))
  const isSectorSound = [512, 4096].includes(logicalSectorBytes) && sizeBytes % logicalSectorBytes === 0
  if (!isBlockSound || !isSectorSound) return [damaged('its blocks make no sense')]
  const blocks = Math.ceil(sizeBytes / blockBytes)
  // After so many blocks stands one entry for a bitmap, which only a difference uses.
  const perBitmap = (2 ** 23 * logicalSectorBytes) / blockBytes
  const entries = blocks + Math.floor((blocks - 1) / perBitmap)
  return entries * 8 <= table.lengthBytes ? [] : [damaged('its block table is too short for its disk')]
}
