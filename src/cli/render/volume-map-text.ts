import { formatBytes, formatBytesExactly } from '../../kit/bytes.ts'
import type { VolumeMap } from '../../model/volume.ts'

/** What is told to a person at most; programs get it all. */
const mostLines = 20
const columns = 64
const mostRows = 8
const leastCell = 65_536

const words = { data: 'data', zero: 'zeros', hole: 'nothing' } as const
type Kind = keyof typeof words | 'below'

/** A sign for the most of each cell; data is never hidden by what is around it. */
const signs = { data: '█', some: '▄', below: '▒', zero: '0', hole: '·' } as const

/** A picture of a disk, and where something is, one stretch a line. */
export function mapText(map: VolumeMap): string {
  const { dataBytes, sizeBytes } = map
  const cellBytes = cellOf(sizeBytes)
  const head = `${formatBytes(dataBytes)} of data in ${formatBytes(sizeBytes)}; each sign is ${formatBytesExactly(cellBytes)}:`
  return [head, ...picture(map, cellBytes), '', ...legend(map), '', ...stretches(map), ''].join('\n')
}

/** A power of two, so that rows begin at round places. */
function cellOf(sizeBytes: number): number {
  return Math.max(leastCell, 2 ** Math.ceil(Math.log2(sizeBytes / (columns * mostRows))))
}

type Cell = Record<Kind, number>

function picture({ extents, sizeBytes }: VolumeMap, cellBytes: number): readonly string[] {
  const cells = Array.from(
    { length: Math.ceil(sizeBytes / cellBytes) },
    (): Cell => ({ data: 0, below: 0, zero: 0, hole: 0 }),
  )
  for (const { start, length, kind, depth } of extents) {
    const end = start + length
    for (let at = start; at < end; ) {
      const index = Math.floor(at / cellBytes)
      const upTo = Math.min(end, (index + 1) * cellBytes)
      const cell = cells[index]
      if (cell) cell[kind === 'data' && depth > 0 ? 'below' : kind] += upTo - at
      at = upTo
    }
  }
  const text = cells.map((cell) => signOf(cell, cellBytes)).join('')
  const rows = text.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? []
  const places = rows.map((_row, index) => formatBytesExactly(index * columns * cellBytes))
  const width = Math.max(...places.map(({ length }) => length))
  return rows.map((row, index) => `  ${places[index]?.padStart(width)}  ${row}`)
}

function signOf({ data, below, zero, hole }: Cell, cellBytes: number): string {
  if (data > 0) return data * 2 >= cellBytes ? signs.data : signs.some
  if (below > 0) return signs.below
  return zero > hole ? signs.zero : signs.hole
}

/** Only of what is there. */
function legend({ extents }: VolumeMap): readonly string[] {
  const has = (kind: string, isBelow = false) =>
    extents.some((extent) => extent.kind === kind && extent.depth > 0 === isBelow)
  const parts = [
    ...(has('data') ? [`${signs.data} data`, `${signs.some} some data`] : []),
    ...(has('data', true) ? [`${signs.below} data of what it stands on`] : []),
    ...(has('zero') || has('zero', true) ? [`${signs.zero} zeros`] : []),
    `${signs.hole} nothing was ever written`,
  ]
  return [`  ${parts.join('   ')}`]
}

function stretches({ extents, truncated }: VolumeMap): readonly string[] {
  const lines = extents.slice(0, mostLines).map(({ start, length, kind, depth }) => {
    const below = depth === 0 ? '' : `, ${depth} below`
    return `  from ${formatBytesExactly(start)}: ${formatBytesExactly(length)} of ${words[kind]}${below}`
  })
  const isCut = truncated || extents.length > mostLines
  return isCut ? [...lines, '  … (`--format json` has more)'] : lines
}
