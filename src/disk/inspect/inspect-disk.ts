import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import type { DiskBytes } from './disk-bytes.ts'
import { inspectIso } from './inspect-iso.ts'
import { inspectQcow2 } from './inspect-qcow2.ts'
import { inspectVdi } from './inspect-vdi.ts'
import { inspectVhd } from './inspect-vhd.ts'
import { inspectVhdx } from './inspect-vhdx.ts'
import { inspectVmdk } from './inspect-vmdk.ts'
import { cutOff, type FileFormat, type Inspection, type Objection, objectToSize } from './inspection.ts'
import { latin1 } from './fields.ts'
import { parseVhdFooter, vhdFooterBytes } from './vhd-footer.ts'
import { markedBytes, type Marks, readMarks } from './marks.ts'

const inspectors: Readonly<Record<FileFormat, (file: DiskBytes) => Promise<Inspection>>> = {
  qcow2: inspectQcow2,
  raw: inspectRaw,
  vmdk: inspectVmdk,
  vdi: inspectVdi,
  vhd: inspectVhd,
  vhdx: inspectVhdx,
  iso: inspectIso,
}

/**
 * What a file is, by its bytes alone: exactly one format, and the declared one when one is declared. A file without any mark
 * is raw. The inspection tells what is wrong with it inside of its format; `objectionTo` judges that.
 */
export async function inspectDisk(
  file: DiskBytes,
  declared: FileFormat | undefined,
): Promise<Verdict<Inspection, Objection>> {
  if (file.sizeBytes === 0) return refuse({ kind: 'empty', reason: 'it is empty' })
  const marks = await marksOf(file)
  const objection = objectToMarks(marks, declared)
  if (objection !== undefined) return refuse(objection)
  return approve(await inspectors[declared ?? marks.formats[0] ?? 'raw'](file))
}

/** The fixed kind of vhd has its mark at its end, as dmg has. */
async function marksOf(file: DiskBytes): Promise<Marks> {
  const marks = readMarks(await file.read(0, markedBytes))
  const end = await file.read(Math.max(0, file.sizeBytes - vhdFooterBytes), vhdFooterBytes)
  const isVhd = marks.formats.includes('vhd') || parseVhdFooter(end) !== undefined
  const isDmg = latin1(end.subarray(0, 4)) === 'koly'
  return {
    ...marks,
    ...(isVhd && { formats: [...new Set([...marks.formats, 'vhd' as const])] }),
    ...(isDmg && { other: 'dmg' }),
  }
}

function objectToMarks(marks: Marks, declared: FileFormat | undefined): Objection | undefined {
  const { formats, other, packing, isBootSector } = marks
  const disks = formats.filter((format) => format !== 'iso')
  if (packing !== undefined) return { kind: 'packed', reason: `it is packed (${packing}); unpack it first` }
  if (other !== undefined) return foreign(other, declared)
  // A boot sector may be read as a disk, and a medium be started from one: only these two go together.
  const isAmbiguous =
    formats.length > 1 || (isBootSector && disks.some((format) => format !== 'vhd' && format !== 'vhdx'))
  if (isAmbiguous) return { kind: 'mismatch', reason: `it can be read as more than one format (${namesOf(marks)})` }
  const [found] = formats
  if (declared === undefined || declared === found) return undefined
  return objectToFormat(found, declared)
}

function objectToFormat(found: FileFormat | undefined, declared: FileFormat): Objection | undefined {
  // A disk or a medium that has no mark, or that a medium was written to, is what it is said to be.
  const isPlain = found === undefined || found === 'iso'
  if (isPlain && (declared === 'raw' || declared === 'iso')) return undefined
  if (isPlain) return mismatch(`it does not begin as a ${declared} file does; was raw meant?`)
  return mismatch(`it is said to be ${declared} and is a ${found} file; name the right format`)
}

function namesOf({ formats, isBootSector }: Marks): string {
  return [...formats, ...(isBootSector ? ['boot sector'] : [])].join(', ')
}

function foreign(found: string, declared: FileFormat | undefined): Objection {
  const what =
    declared === undefined ? `it is a ${found} file` : `it is said to be ${declared} and begins as a ${found} file does`
  return { kind: 'format', reason: `${what}; this format is not taken` }
}

function mismatch(reason: string): Objection {
  return { kind: 'mismatch', reason }
}

async function inspectRaw({ sizeBytes }: DiskBytes): Promise<Inspection> {
  const virtualSizeBytes = Math.ceil(sizeBytes / 512) * 512
  const objections = sizeBytes < 512 ? [cutOff('it is shorter than one sector')] : objectToSize(virtualSizeBytes)
  return { format: 'raw', virtualSizeBytes, refersTo: [], isEncrypted: false, objections }
}
