import { showSnapshot } from '../../sdk/snapshot.ts'
import type { Run } from '../loaders.ts'
import { printOne } from '../render/print.ts'
import { snapshotText } from '../render/snapshot-text.ts'
import { lookOf } from '../screen.ts'

export const run: Run<'snapshot show'> = async ({ instance, snapshot }, session) => {
  const shown = await showSnapshot(await session.wire(), instance, snapshot, { signal: session.signal })
  await printOne(session, shown, (value) => snapshotText(value, session.now(), lookOf(session.screen)))
}
