import { SortByDirection, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useMemo, useRef, useState } from 'react'
import type { Action } from '../../model/instance.ts'
import type { InstanceRow } from '../data/read.ts'
import type { Usage } from '../data/use-usage.ts'
import { PickCell } from '../parts/pick-cell.tsx'
import { useVisibleRows } from '../parts/use-visible-rows.ts'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'
import { arrange, type Order, type SortKey, sortKeys } from './arrange.ts'
import { InstanceLine } from './instance-line.tsx'

/** Height of each row in pixels, as app.css makes it. */
const rowHeight = 52

type Props = {
  readonly rows: readonly InstanceRow[]
  /** The key of a label. */
  readonly group: string | undefined
  readonly usage: Usage | undefined
  readonly chosen: ReadonlySet<string>
  readonly choose: (names: ReadonlySet<string>) => void
  readonly act: (action: Action, names: readonly string[]) => void
}

/** Any number of instances: only those that can be seen are drawn. */
export function InstanceTable({ rows, group, usage, chosen, choose, act }: Props) {
  const { list } = useText(instanceText)
  const [order, setOrder] = useState<Order>({ by: 'name', descending: false })
  // Only an order by load changes with it.
  const sortedBy = order.by === 'cpu' ? usage : undefined
  const lines = useMemo(() => arrange(rows, order, group, sortedBy), [rows, order, group, sortedBy])
  const body = useRef<HTMLTableSectionElement>(null)
  const { first, end } = useVisibleRows(body, lines.length, rowHeight)
  const pick = (name: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(name)
    else next.delete(name)
    choose(next)
  }
  return (
    <Table
      aria-label={list.label}
      aria-rowcount={lines.length + 1}
      variant="compact"
      gridBreakPoint=""
      className="app-instances"
    >
      <Thead>
        <Tr aria-rowindex={1}>
          <PickCell
            id="choose-all"
            label={list.chooseAll}
            isChosen={rows.length > 0 && rows.every(({ name }) => chosen.has(name))}
            pick={(all) => choose(new Set(all ? rows.map(({ name }) => name) : []))}
          />
          <SortHead by="name" order={order} onOrder={setOrder} />
          <SortHead by="state" order={order} onOrder={setOrder} />
          {usage && <SortHead by="cpu" order={order} onOrder={setOrder} wide />}
          <SortHead by="memory" order={order} onOrder={setOrder} wide />
          {usage && (
            <Th className="app-wide" modifier="nowrap">
              {list.disk}
            </Th>
          )}
          {usage && (
            <Th className="app-wide" modifier="nowrap">
              {list.network}
            </Th>
          )}
          <Th className="app-wide app-widest" modifier="nowrap">
            {list.image}
          </Th>
          <Th screenReaderText={list.actions} />
        </Tr>
      </Thead>
      <Tbody innerRef={body}>
        <Gap rows={first} />
        {lines.slice(first, end).map((line, index) =>
          line.kind === 'group' ? (
            <Tr key={`group ${line.value}`} aria-rowindex={first + index + 2} className="app-group">
              <Td colSpan={usage ? 9 : 6}>
                {group}={line.value ?? list.without(group ?? '')} ({line.count})
              </Td>
            </Tr>
          ) : (
            <InstanceLine
              key={line.row.name}
              row={line.row}
              index={first + index + 2}
              samples={usage && (usage.get(line.row.name) ?? [])}
              isChosen={chosen.has(line.row.name)}
              pick={pick}
              act={act}
            />
          ),
        )}
        <Gap rows={lines.length - end} />
      </Tbody>
    </Table>
  )
}

/** In place of rows that cannot be seen. */
function Gap({ rows }: { readonly rows: number }) {
  return rows > 0 && <tr aria-hidden="true" style={{ height: rows * rowHeight }} />
}

function SortHead({
  by,
  order,
  onOrder,
  wide = false,
}: {
  readonly by: SortKey
  readonly order: Order
  readonly onOrder: (order: Order) => void
  readonly wide?: boolean
}) {
  const { list } = useText(instanceText)
  return (
    <Th
      className={wide ? 'app-wide' : ''}
      modifier="nowrap"
      sort={{
        columnIndex: sortKeys.indexOf(by),
        sortBy: { index: sortKeys.indexOf(order.by), direction: order.descending ? 'desc' : 'asc' },
        onSort: (_, __, direction) => onOrder({ by, descending: direction === SortByDirection.desc }),
      }}
    >
      {list[by]}
    </Th>
  )
}
