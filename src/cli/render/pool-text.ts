import { formatBytes } from '../../kit/bytes.ts'
import type { Pool } from '../../model/pool.ts'
import type { Column } from './table.ts'
import { visible } from './visible.ts'

const bytes = (amount: number | null): string => (amount === null ? '-' : formatBytes(amount))

export const poolColumns: readonly Column<Pool>[] = [
  { header: 'NAME', text: ({ name }) => name },
  {
    header: 'FREE',
    text: ({ freeBytes }) => bytes(freeBytes),
    plain: ({ freeBytes }) => String(freeBytes ?? ''),
    align: 'right',
  },
  {
    header: 'SIZE',
    text: ({ totalBytes }) => bytes(totalBytes),
    plain: ({ totalBytes }) => String(totalBytes ?? ''),
    align: 'right',
  },
  { header: 'VOLUMES', text: ({ volumes }) => String(volumes), align: 'right' },
  { header: 'PLACE', text: ({ place }) => visible(place.path), least: 12 },
  { header: 'PROBLEM', text: ({ problem }) => problem ?? '-', paint: () => 'bad', least: 8, expendable: 1 },
]
