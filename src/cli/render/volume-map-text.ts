import { formatBytes, formatBytesExactly } from '../../kit/bytes.ts'
import type { VolumeMap } from '../../model/volume.ts'

/** What is told to a person at most; programs get it all. */
const mostLines = 50

const words = { data: 'data', zero: 'zeros', hole: 'nothing' } as const

/** Where something is, one stretch a line. */
export function mapText({ extents, dataBytes, sizeBytes, truncated }: VolumeMap): string {
  const lines = extents.slice(0, mostLines).map(({ start, length, kind, depth }) => {
    const below = depth === 0 ? '' : `, ${depth} below`
    return `  from ${formatBytesExactly(start)}: ${formatBytesExactly(length)} of ${words[kind]}${below}`
  })
  const isCut = truncated || extents.length > mostLines
  const head = `${formatBytes(dataBytes)} of data in ${formatBytes(sizeBytes)}:`
  return [head, ...lines, ...(isCut ? ['  … (`--format json` has more)'] : []), ''].join('\n')
}
