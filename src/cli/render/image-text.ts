import { formatBytes } from '../../kit/bytes.ts'
import type { Image } from '../../model/image.ts'
import type { ImageListing } from '../../model/listing.ts'
import { shortImage } from './instance-row.ts'
import { type Look, sections } from './sections.ts'
import type { Column } from './table.ts'
import { ago, shortSpan } from './time.ts'
import { visible } from './visible.ts'

/** An image that is here, or one that could be. */
export type ImageRow =
  | ({ readonly state: 'present' } & Image)
  | ({ readonly state: 'buildable' } & ImageListing['recipes'][number])
  | ({ readonly state: 'available' } & ImageListing['catalog'][number])

/** What is here first, then the recipes of which nothing is here, and, when asked for, the same of the catalog. */
export function imageRows({ images, recipes, catalog }: ImageListing, available: boolean): readonly ImageRow[] {
  const present = new Set(images.flatMap(({ names }) => names as readonly string[]))
  return [
    ...images.map((image) => ({ state: 'present' as const, ...image })),
    ...recipes.filter(({ name }) => !present.has(name)).map((recipe) => ({ state: 'buildable' as const, ...recipe })),
    ...catalog
      .filter(({ name }) => available && !present.has(name))
      .map((image) => ({ state: 'available' as const, ...image })),
  ]
}

export function imageName(row: ImageRow): string {
  return row.state === 'present' ? (row.names[0] ?? row.digest) : row.name
}

export function imageColumns(now: Date): readonly Column<ImageRow>[] {
  return [
    { header: 'NAME', text: (row) => nameText(row), least: 12 },
    {
      header: 'STATE',
      text: ({ state }) => state,
      paint: ({ state }) => (state === 'present' ? 'good' : 'faint'),
    },
    {
      header: 'SIZE',
      text: (row) => (row.state === 'present' ? formatBytes(row.sizeBytes) : '-'),
      plain: (row) => (row.state === 'present' ? String(row.sizeBytes) : ''),
      align: 'right',
    },
    {
      header: 'ARCH',
      text: (row) => (row.state === 'present' ? row.manifest.architecture : row.architecture),
      expendable: 2,
    },
    {
      header: 'BOOT',
      text: (row) => (row.state === 'present' ? row.manifest.boot.join(',') : '-'),
      expendable: 2,
    },
    {
      header: 'DIGEST',
      text: (row) => (row.state === 'present' ? shortImage(row.digest) : '-'),
      plain: (row) => (row.state === 'present' ? row.digest : ''),
      expendable: 3,
    },
    { header: 'USED BY', text: (row) => usersOf(row).join(' ') || '-', least: 10, expendable: 1 },
    {
      header: 'AGE',
      text: (row) => (row.state === 'present' ? shortSpan(row.createdAt, now) : '-'),
      plain: (row) => (row.state === 'present' ? row.createdAt : ''),
      align: 'right',
      expendable: 4,
    },
  ]
}

function nameText(row: ImageRow): string {
  if (row.state === 'present') return row.names.join(' ') || '-'
  return row.aliases.length === 0 ? row.name : `${row.name} (${row.aliases.join(', ')})`
}

function usersOf(row: ImageRow): readonly string[] {
  return row.state === 'present' ? row.usedBy : []
}

/** What `stroj image show` prints for people. */
export function imageText(
  { digest, names, manifest, sizeBytes, createdAt, usedBy }: Image,
  now: Date,
  look: Look,
): string {
  return sections(
    [
      [
        ['Name', look.paint(names.join(', ') || '-', 'strong')],
        ['Digest', digest],
        ['System', `${visible(manifest.os)}, ${manifest.architecture}`],
        ['Made from', `${visible(manifest.source.from)} (${manifest.source.kind})`],
        ['Created', `${ago(createdAt, now)} (${createdAt})`],
        ['Used by', usedBy],
      ],
      [
        ['Disk', manifest.virtualSizeBytes === 0 ? 'none' : formatBytes(manifest.virtualSizeBytes)],
        ['Takes', formatBytes(sizeBytes)],
        ['Boot', manifest.boot.join(', ')],
        ['Kernel', visible(manifest.kernelArguments)],
        ['Agent', manifest.agent ? 'yes: `stroj exec` works' : 'no: `stroj exec` does not work'],
        ['Shell', manifest.shell ? 'yes: `stroj shell` works' : 'no: use `stroj console`'],
        [
          'Files',
          manifest.files.map((file) => `${file.name} (${file.role}, ${file.format}, ${formatBytes(file.sizeBytes)})`),
        ],
      ],
    ],
    look,
  )
}
