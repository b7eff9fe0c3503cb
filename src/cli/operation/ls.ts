import { listOperations } from '../../sdk/operation.ts'
import type { Run } from '../loaders.ts'
import { operationColumns } from '../render/operation-text.ts'
import { printList } from '../render/print.ts'

export const run: Run<'operation ls'> = async ({ state, limit }, session) => {
  const { items } = await listOperations(await session.wire(), { state, limit, signal: session.signal })
  await printList(session, items, {
    columns: operationColumns(session.now()),
    name: ({ id }) => id,
    empty: 'There are no operations.',
  })
}
