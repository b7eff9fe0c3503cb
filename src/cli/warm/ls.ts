import { listWarmImages } from '../../sdk/warm.ts'
import type { Run } from '../loaders.ts'
import { printList } from '../render/print.ts'
import { warmColumns } from '../render/warm-text.ts'

export const run: Run<'warm ls'> = async (_input, session) => {
  const { items } = await listWarmImages(await session.wire(), { signal: session.signal })
  await printList(session, items, {
    columns: warmColumns(session.now()),
    name: ({ id }) => id,
    empty: 'No guest is kept warm.',
  })
}
