import type { Paint } from './paint.ts'
import { visible } from './visible.ts'
import { displayWidth, pad, truncate } from './width.ts'

export type Column<T> = {
  readonly header: string
  readonly text: (item: T) => string
  /** What programs get in CSV, where it differs. */
  readonly plain?: (item: T) => string
  readonly paint?: (item: T) => Paint | undefined
  readonly align?: 'right'
  /** May be cut down to this many columns where the terminal is narrow; the widest first. */
  readonly least?: number
  /** Left out where cutting does not suffice; the highest first. */
  readonly expendable?: number
}

export type TableOptions = {
  readonly headers: boolean
  /** Width of the terminal, or undefined where nothing is cut. */
  readonly columns: number | undefined
  readonly paint: (text: string, paint: Paint | undefined) => string
}

const gap = '  '

/** Lines without borders, each column as wide as its widest cell. */
export function table<T>(all: readonly Column<T>[], items: readonly T[], options: TableOptions): string {
  const { shown, widths } = fit(all, items, options.columns)
  const line = (cell: (column: Column<T>) => string, paint: (column: Column<T>) => Paint | undefined): string =>
    shown
      .map((column, index) => {
        const width = widths[index] ?? 0
        const text = truncate(visible(cell(column)), width)
        const space = pad(text, width, column.align ?? 'left')
        return space.replace(text, () => options.paint(text, paint(column)))
      })
      .join(gap)
      .trimEnd()
  const header = options.headers
    ? [
        line(
          (column) => column.header,
          () => undefined,
        ),
      ]
    : []
  const rows = items.map((item) =>
    line(
      (column) => column.text(item),
      (column) => column.paint?.(item),
    ),
  )
  return [...header, ...rows].map((row) => `${row}\n`).join('')
}

/** Which columns are shown, and how wide. */
function fit<T>(all: readonly Column<T>[], items: readonly T[], columns: number | undefined) {
  let shown = all
  for (;;) {
    const natural = shown.map((column) => naturalWidth(column, items))
    if (columns === undefined) return { shown, widths: natural }
    const widths = shrink(shown, natural, columns - gap.length * (shown.length - 1))
    const dispensable = shown.toSorted((a, b) => (b.expendable ?? 0) - (a.expendable ?? 0))[0]
    if (widths !== undefined || dispensable?.expendable === undefined) return { shown, widths: widths ?? natural }
    shown = shown.filter((column) => column !== dispensable)
  }
}

function naturalWidth<T>(column: Column<T>, items: readonly T[]): number {
  return Math.max(displayWidth(column.header), ...items.map((item) => displayWidth(visible(column.text(item)))))
}

/** The widths when they can be made to fit into `room`. */
function shrink<T>(columns: readonly Column<T>[], natural: readonly number[], room: number): number[] | undefined {
  const widths = [...natural]
  for (let excess = sum(widths) - room; excess > 0; excess--) {
    let widest = -1
    for (const [index, width] of widths.entries()) {
      const least = columns[index]?.least
      if (least !== undefined && width > least && (widest < 0 || width > (widths[widest] ?? 0))) widest = index
    }
    if (widest < 0) return undefined
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
