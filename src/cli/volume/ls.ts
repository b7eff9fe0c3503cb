import { listVolumes } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { printList } from '../render/print.ts'
import { inTree, volumeColumns } from '../render/volume-text.ts'

export const run: Run<'volume ls'> = async ({ tree }, session) => {
  const { items } = await listVolumes(await session.wire(), { signal: session.signal })
  const rows = tree ? inTree(items) : items.map((volume) => ({ volume, indent: '' }))
  if (session.format === 'json' || session.format === 'yaml') {
    const volumes = rows.map(({ volume }) => volume)
    return printList(session, volumes, { columns: [], name: ({ name }) => name, empty: '' })
  }
  await printList(session, rows, {
    columns: volumeColumns(session.now()),
    name: ({ volume }) => volume.name,
    empty: 'There are no volumes.',
  })
}
