import { listInstanceFields } from '../../sdk/instance.ts'
import { allPages, pageSize } from '../instance/all-pages.ts'
import type { Run } from '../loaders.ts'
import { printList } from '../render/print.ts'
import type { Column } from '../render/table.ts'
import { visible } from '../render/visible.ts'

type Row = { readonly instance: string; readonly medium: string; readonly state: string }

const columns: readonly Column<Row>[] = [
  { header: 'INSTANCE', text: ({ instance }) => instance },
  { header: 'STATE', text: ({ state }) => state },
  { header: 'MEDIUM', text: ({ medium }) => visible(medium) },
]

export const run: Run<'media ls'> = async (_input, session) => {
  const wire = await session.wire()
  const options = { signal: session.signal, limit: pageSize }
  const instances = await allPages((after) =>
    listInstanceFields(wire, ['name', 'state', 'spec'], { ...options, after }),
  )
  const rows = instances.flatMap(({ name, state, spec: { cdrom } }): readonly Row[] =>
    cdrom === undefined ? [] : [{ instance: name, medium: cdrom, state: state.kind }],
  )
  await printList(session, rows, { columns, name: ({ instance }) => instance, empty: 'No drive has a medium in it.' })
}
