import { formatBytes } from '../../kit/bytes.ts'
import type { Volume } from '../../model/volume.ts'
import { driversText } from './drivers-text.ts'
import { type Look, sections } from './sections.ts'
import type { Column } from './table.ts'
import { ago, shortSpan } from './time.ts'
import { visible } from './visible.ts'

/** A volume in a list; in a tree with what stands before its name. */
export type VolumeRow = { readonly volume: Volume; readonly indent: string }

/** Each volume with those that stand on it below it, and lines that lead to them. */
export function inTree(volumes: readonly Volume[], below: string | null = null, lead = ''): readonly VolumeRow[] {
  const here = volumes.filter(({ standsOn }) => standsOn === below)
  return here.flatMap((volume, index) => {
    const isLast = index === here.length - 1
    const [own, next] = below === null ? ['', ''] : isLast ? ['└─ ', '   '] : ['├─ ', '│  ']
    return [{ volume, indent: `${lead}${own}` }, ...inTree(volumes, volume.name, `${lead}${next}`)]
  })
}

const bytes = (amount: number | null): string => (amount === null ? '-' : formatBytes(amount))
const digits = (amount: number | null): string => String(amount ?? '')

export function volumeColumns(now: Date): readonly Column<VolumeRow>[] {
  return [
    {
      header: 'NAME',
      text: ({ volume, indent }) => `${indent}${volume.name}`,
      plain: ({ volume }) => volume.name,
      least: 12,
    },
    {
      header: 'SIZE',
      text: ({ volume }) => bytes(volume.sizeBytes),
      plain: ({ volume }) => digits(volume.sizeBytes),
      align: 'right',
    },
    {
      header: 'TAKES',
      text: ({ volume }) => bytes(volume.allocatedBytes),
      plain: ({ volume }) => digits(volume.allocatedBytes),
      align: 'right',
    },
    { header: 'FORMAT', text: ({ volume }) => volume.format, expendable: 2 },
    { header: 'POOL', text: ({ volume }) => volume.pool, expendable: 3 },
    { header: 'USED BY', text: ({ volume }) => usersText(volume) || '-', least: 8, expendable: 1 },
    {
      header: 'PROBLEM',
      text: ({ volume }) => (volume.problem === null ? '-' : visible(volume.problem)),
      paint: ({ volume }) => (volume.problem === null ? 'faint' : 'bad'),
      least: 8,
      expendable: 1,
    },
    {
      header: 'AGE',
      text: ({ volume }) => shortSpan(volume.createdAt, now),
      plain: ({ volume }) => volume.createdAt,
      align: 'right',
      expendable: 4,
    },
  ]
}

function usersText({ usedBy }: Volume): string {
  return usedBy.map(({ instance }) => instance).join(' ')
}

/** What `stroj volume show` prints for people. */
export function volumeText(volume: Volume, now: Date, look: Look): string {
  const { name, id, origin, createdAt, usedBy, pool, path, format, sizeBytes, allocatedBytes, problem } = volume
  return sections(
    [
      [
        ['Name', look.paint(name, 'strong')],
        ['Id', `${id} (serial number in the guest)`],
        ['Problem', problem === null ? undefined : look.paint(visible(problem), 'bad')],
        ['From', visible(origin)],
        ['Virtio', volume.drivers === null ? undefined : driversText(volume.drivers, name)],
        ['Created', `${ago(createdAt, now)} (${createdAt})`],
        ['Used by', usedBy.map(userText)],
        ['Stands on', volume.standsOn ?? undefined],
        ['Below', volume.stoodOnBy],
      ],
      [
        ['Size', bytes(sizeBytes)],
        ['Takes', bytes(allocatedBytes)],
        ['Format', formatText(volume, format)],
        ['Encrypted', encryptionText(volume.encryption)],
        ['Snapshots', volume.snapshots === 0 ? undefined : `${volume.snapshots} inside of it`],
        ['Pool', pool],
        ['File', path === null ? undefined : visible(path)],
      ],
    ],
    look,
  )
}

function userText({ instance, readOnly, running }: Volume['usedBy'][number]): string {
  return `${instance}${readOnly ? ', only reading' : ''}${running ? ', running' : ''}`
}

function encryptionText(encryption: Volume['encryption']): string | undefined {
  if (encryption === 'none') return undefined
  return encryption === 'open' ? 'yes; its passphrase is kept' : 'yes, and locked: `stroj volume unlock`'
}

function formatText({ layout }: Volume, format: string): string {
  if (layout === null) return format
  const parts = [
    `clusters of ${formatBytes(layout.clusterBytes)}`,
    `packed by ${layout.compression}`,
    ...(layout.lazyRefcounts ? ['lazy refcounts'] : []),
    ...(layout.extendedL2 ? ['extended L2'] : []),
  ]
  return `${format}, ${parts.join(', ')}`
}
