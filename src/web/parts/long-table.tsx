import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { type ReactNode, useRef } from 'react'
import { useVisibleRows } from './use-visible-rows.ts'

/** Height of each row in pixels, as app.css makes it. */
const rowHeight = 52

type Column<Row> = {
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Only where there is room. */
  readonly isWide?: boolean
  readonly isMono?: boolean
}

/** Any number of rows: only those that can be seen are drawn. */
export function LongTable<Row>({
  label,
  columns,
  rows,
  keyOf,
}: {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
}) {
  const body = useRef<HTMLTableSectionElement>(null)
  const { first, end } = useVisibleRows(body, rows.length, rowHeight)
  const look = ({ isWide, isMono }: Column<Row>) => `${isWide ? 'app-wide' : ''} ${isMono ? 'app-mono' : ''}`
  return (
    <Table
      aria-label={label}
      aria-rowcount={rows.length + 1}
      variant="compact"
      gridBreakPoint=""
      className="app-instances app-long"
    >
      <Thead>
        <Tr aria-rowindex={1}>
          {columns.map((column) => (
            <Th key={column.title} className={column.isWide ? 'app-wide' : ''}>
              {column.title}
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody innerRef={body}>
        <Gap rows={first} />
        {rows.slice(first, end).map((row, index) => (
          <Tr key={keyOf(row)} aria-rowindex={first + index + 2}>
            {columns.map((column) => (
              <Td key={column.title} className={look(column)}>
                {column.cell(row)}
              </Td>
            ))}
          </Tr>
        ))}
        <Gap rows={rows.length - end} />
      </Tbody>
    </Table>
  )
}

/** In place of rows that cannot be seen. */
function Gap({ rows }: { readonly rows: number }) {
  return rows > 0 && <tr aria-hidden="true" style={{ height: rows * rowHeight }} />
}
