import { percentOf } from './usage-of.ts'
import type { InstanceRow } from '../data/read.ts'
import type { Usage } from '../data/use-usage.ts'

export const sortKeys = ['name', 'state', 'cpu', 'memory'] as const
export type SortKey = (typeof sortKeys)[number]
export type Order = { readonly by: SortKey; readonly descending: boolean }

/** A line of the table: a heading over those that belong together, or an instance. */
export type Line =
  | { readonly kind: 'group'; readonly value: string | undefined; readonly count: number }
  | { readonly kind: 'row'; readonly row: InstanceRow }

/** The lines of a table in order, grouped by the values of a label where one is given. */
export function arrange(
  rows: readonly InstanceRow[],
  order: Order,
  group: string | undefined,
  usage: Usage | undefined,
): readonly Line[] {
  const sorted = sort(rows, order, usage)
  if (group === undefined) return sorted.map(toLine)
  const groups = Map.groupBy(sorted, (row) => row.spec.labels[group])
  const values = [...groups.keys()].toSorted(lackLast)
  return values.flatMap((value) => {
    const members = groups.get(value) ?? []
    return [{ kind: 'group', value, count: members.length } as const, ...members.map(toLine)]
  })
}

const toLine = (row: InstanceRow): Line => ({ kind: 'row', row })

function lackLast(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  return one < other ? -1 : 1
}

/** What needs a person first. */
const byNeed = ['failed', 'unresponsive', 'paused', 'starting', 'stopping', 'running', 'parked', 'suspended', 'stopped']

function sort(
  rows: readonly InstanceRow[],
  { by, descending }: Order,
  usage: Usage | undefined,
): readonly InstanceRow[] {
  const rank = (row: InstanceRow): number | string => {
    switch (by) {
      case 'name':
        return row.name
      case 'state':
        return byNeed.indexOf(row.state.kind)
      case 'cpu':
        return percentOf(usage, row.name) ?? -1
      case 'memory':
        return row.spec.memory
    }
  }
  const sign = descending ? -1 : 1
  const ranked = rows.map((row) => ({ row, rank: rank(row) }))
  ranked.sort((one, other) => {
    if (one.rank !== other.rank) return one.rank < other.rank ? -sign : sign
    return one.row.name < other.row.name ? -1 : 1
  })
  return ranked.map(({ row }) => row)
}

/** Every key of a label that some instance has. */
export function labelKeys(rows: readonly InstanceRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ spec }) => Object.keys(spec.labels)))].toSorted()
}
