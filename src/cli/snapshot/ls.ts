import { listSnapshots } from '../../sdk/snapshot.ts'
import type { Run } from '../loaders.ts'
import { printList } from '../render/print.ts'
import { snapshotColumns, snapshotRows } from '../render/snapshot-text.ts'

export const run: Run<'snapshot ls'> = async ({ instance }, session) => {
  const listing = await listSnapshots(await session.wire(), instance, { signal: session.signal })
  await printList(session, snapshotRows(listing.items), {
    columns: snapshotColumns(session.now()),
    name: ({ name }) => name,
    empty: `${instance} has no snapshots.`,
  })
}
