import { listTokens } from '../../sdk/access.ts'
import type { Run } from '../loaders.ts'
import { printList } from '../render/print.ts'
import { tokenColumns } from '../render/token-text.ts'

export const run: Run<'token ls'> = async (_input, session) => {
  const { items } = await listTokens(await session.wire(), { signal: session.signal })
  const columns = tokenColumns(session.now())
  await printList(session, items, { columns, name: ({ name }) => name, empty: 'There are no tokens.' })
}
