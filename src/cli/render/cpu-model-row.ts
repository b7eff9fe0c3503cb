import type { CpuModel } from '../../model/host/cpu-model.ts'
import type { Column } from './table.ts'

/** So many lacking features are named; `-o csv` and `-o json` have all. */
const mostNamed = 3

export const cpuModelColumns: readonly Column<CpuModel>[] = [
  { header: 'MODEL', text: ({ name }) => name, paint: () => 'strong' },
  {
    header: 'HERE',
    text: ({ lacking }) => (lacking === null ? '-' : lacking.length === 0 ? 'yes' : lackingText(lacking)),
    plain: ({ lacking }) => (lacking === null ? '' : lacking.length === 0 ? 'yes' : `lacks ${lacking.join(' ')}`),
    paint: ({ lacking }) => (lacking?.length === 0 ? 'good' : 'faint'),
    least: 12,
  },
  { header: 'NOTE', text: ({ note }) => note, expendable: 1 },
]

function lackingText(lacking: readonly string[]): string {
  const rest = lacking.length - mostNamed
  return `lacks ${lacking.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
