import type { Column } from './table.ts'

/** RFC 4180, with LF. A cell that a spreadsheet would take for a formula is marked as text. */
export function csv<T>(columns: readonly Column<T>[], items: readonly T[], headers: boolean): string {
  const rows = items.map((item) => columns.map((column) => (column.plain ?? column.text)(item)))
  const all = headers ? [columns.map(({ header }) => header), ...rows] : rows
  return all.map((row) => `${row.map(cell).join(',')}\n`).join('')
}

function cell(text: string): string {
  const safe = /^[=+@\t\r-]./.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
