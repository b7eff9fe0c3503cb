import { listPools } from '../../sdk/pool.ts'
import type { Run } from '../loaders.ts'
import { poolColumns } from '../render/pool-text.ts'
import { printList } from '../render/print.ts'

export const run: Run<'pool ls'> = async (_input, session) => {
  const { items } = await listPools(await session.wire(), { signal: session.signal })
  await printList(session, items, { columns: poolColumns, name: ({ name }) => name, empty: 'There are no pools.' })
}
