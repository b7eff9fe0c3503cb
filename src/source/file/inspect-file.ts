import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { recogniseFormat } from './file-format.ts'
import { inspectQcow2 } from './inspect-qcow2.ts'

export type DiskFile = { readonly format: 'qcow2' | 'raw'; readonly virtualSizeBytes: number }

/** The first cluster of a qcow2 file is at most that long, and everything else is told earlier. */
export const inspectedBytes = 2 ** 21

const packed = new Set(['gzip', 'xz', 'zstd', 'bzip2', 'zip', 'tar'])

/** What a file is by its first bytes, or why it is refused. Without a wish it is qcow2 by its mark, else raw. */
export function inspectFile(
  head: Uint8Array,
  fileBytes: number,
  wished: 'qcow2' | 'raw' | undefined,
): Verdict<DiskFile, string> {
  if (fileBytes === 0) return refuse('it is empty')
  const found = recogniseFormat(head)
  if (found !== undefined && packed.has(found)) return refuse(`it is packed (${found}); unpack it first`)
  if (found === 'qcow2' && wished !== 'raw') return asQcow2(head, fileBytes)
  if (found !== undefined) return refuse(otherThanSaid(found, wished))
  if (wished === 'qcow2') return refuse('it does not begin as a qcow2 file does; was raw meant?')
  return approve({ format: 'raw', virtualSizeBytes: Math.ceil(fileBytes / 512) * 512 })
}

function asQcow2(head: Uint8Array, fileBytes: number): Verdict<DiskFile, string> {
  const verdict = inspectQcow2(head, fileBytes)
  return verdict.ok ? approve({ format: 'qcow2', ...verdict.plan }) : verdict
}

function otherThanSaid(found: string, wished: 'qcow2' | 'raw' | undefined): string {
  if (found === 'qcow2') return 'it is said to be raw and begins as a qcow2 file does; name the right format'
  const way = `convert it first: qemu-img convert -f ${qemuName(found)} -O qcow2`
  return wished === undefined
    ? `it is a ${found} file; ${way}`
    : `it is said to be ${wished} and begins as a ${found} file does; ${way}`
}

function qemuName(format: string): string {
  return format === 'vhd' ? 'vpc' : format
}
