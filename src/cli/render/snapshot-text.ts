import { formatBytes } from '../../kit/bytes.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { pendingText } from './instance-text.ts'
import { type Look, sections } from './sections.ts'
import type { Column } from './table.ts'
import { ago, shortSpan } from './time.ts'

/** A snapshot, and how deep it stands in the tree. */
export type SnapshotRow = Snapshot & { readonly depth: number }

/** Each after the one that it followed. */
export function snapshotRows(
  items: readonly Snapshot[],
  parent: string | null = null,
  depth = 0,
): readonly SnapshotRow[] {
  return items
    .filter((item) => item.parent === parent)
    .flatMap((item) => {
      // A line without branches stays a column.
      const followers = items.filter((other) => other.parent === item.name).length
      return [{ ...item, depth }, ...snapshotRows(items, item.name, followers > 1 ? depth + 1 : depth)]
    })
}

const consistencies: Readonly<Record<Snapshot['consistency'], string>> = {
  'at-rest': 'nothing ran',
  'crash-consistent': 'as after a power cut',
  frozen: 'file systems were frozen',
  running: 'goes on where it was',
}

export function snapshotColumns(now: Date): readonly Column<SnapshotRow>[] {
  return [
    {
      header: 'NAME',
      text: ({ name, depth, isHere }) => `${'  '.repeat(depth)}${name}${isHere ? '  (you are here)' : ''}`,
      plain: ({ name }) => name,
      paint: ({ isHere }) => (isHere ? 'strong' : undefined),
      least: 12,
    },
    { header: 'KIND', text: ({ kind }) => kind },
    {
      header: 'DISKS',
      text: ({ consistency }) => consistencies[consistency],
      plain: ({ consistency }) => consistency,
      expendable: 2,
    },
    {
      header: 'MEMORY',
      text: ({ memoryBytes }) => (memoryBytes === null ? '-' : formatBytes(memoryBytes)),
      plain: ({ memoryBytes }) => (memoryBytes === null ? '' : String(memoryBytes)),
      align: 'right',
      expendable: 4,
    },
    {
      header: 'PAUSE',
      text: ({ pauseMs }) => (pauseMs === null ? '-' : `${pauseMs}ms`),
      plain: ({ pauseMs }) => (pauseMs === null ? '' : String(pauseMs)),
      align: 'right',
      expendable: 5,
    },
    { header: 'MADE', text: ({ automatic }) => (automatic ? 'by schedule' : 'by hand'), expendable: 3 },
    {
      header: 'AGE',
      text: ({ createdAt }) => shortSpan(createdAt, now),
      plain: ({ createdAt }) => createdAt,
      align: 'right',
      expendable: 1,
    },
  ]
}

/** What `stroj snapshot show` prints for people. */
export function snapshotText(snapshot: Snapshot, now: Date, look: Look): string {
  const { name, instance, createdAt, kind, consistency, parent, isHere, memoryBytes, automatic, leftOut, changes } =
    snapshot
  return sections(
    [
      [
        ['Name', look.paint(name, 'strong')],
        ['Instance', isHere ? `${instance}, which goes on from here` : instance],
        ['Follows', parent ?? 'none'],
        ['Created', `${ago(createdAt, now)} (${createdAt}), ${automatic ? 'by the schedule' : 'by hand'}`],
      ],
      [
        ['Kind', kind],
        ['Disks', consistencies[consistency]],
        ['Memory', memoryBytes === null ? 'not kept' : formatBytes(memoryBytes)],
        ['Pause', pauseText(snapshot)],
        ['Without', leftOut.length === 0 ? undefined : leftOut.join(', ')],
      ],
      [['Restores', changes.map(pendingText)]],
    ],
    look,
  )
}

/** How long the guest was held up; undefined when nothing ran. */
export function pauseText({ pauseMs, kind }: Snapshot): string | undefined {
  if (pauseMs === null) return undefined
  return kind === 'memory' ? `the guest stood still for ${pauseMs}ms` : `its disks stood still for ${pauseMs}ms`
}
