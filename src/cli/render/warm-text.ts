import { formatBytes } from '../../kit/bytes.ts'
import type { WarmImage } from '../../model/warm.ts'
import { shortImage } from './instance-row.ts'
import type { Column } from './table.ts'
import { shortSpan } from './time.ts'

/** Guests that are kept, for people. */
export function warmColumns(now: Date): readonly Column<WarmImage>[] {
  return [
    { header: 'ID', text: ({ id }) => id },
    { header: 'IMAGE', text: ({ image }) => shortImage(image.name), least: 10 },
    { header: 'CPUS', text: ({ cpus }) => String(cpus), align: 'right' },
    bytes('MEMORY', ({ memoryBytes }) => memoryBytes),
    bytes('TAKES', ({ sizeBytes }) => sizeBytes),
    { header: 'BOOTED IN', text: ({ bootMs }) => `${(bootMs / 1000).toFixed(1)}s`, align: 'right', expendable: 3 },
    { header: 'USES', text: ({ uses }) => String(uses), align: 'right' },
    {
      header: 'WAITING',
      text: ({ pool }) => (pool.keep === 0 && pool.waiting === 0 ? '-' : `${pool.waiting} of ${pool.keep}`),
      align: 'right',
    },
    { ...bytes('POOL', ({ pool }) => pool.memoryBytes), expendable: 4 },
    time('USED', now, ({ usedAt }) => usedAt),
    { ...time('AGE', now, ({ createdAt }) => createdAt), expendable: 2 },
    {
      header: 'UNFIT',
      text: ({ unfit, pool }) => unfit ?? pool.lack ?? '-',
      paint: () => 'bad',
      least: 8,
      expendable: 1,
    },
  ]
}

function bytes(header: string, of: (item: WarmImage) => number): Column<WarmImage> {
  return { header, text: (item) => formatBytes(of(item)), plain: (item) => String(of(item)), align: 'right' }
}

function time(header: string, now: Date, of: (item: WarmImage) => string | null): Column<WarmImage> {
  return {
    header,
    text: (item) => {
      const at = of(item)
      return at === null ? '-' : shortSpan(at, now)
    },
    plain: (item) => of(item) ?? '',
    align: 'right',
  }
}
