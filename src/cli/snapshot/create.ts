import { createSnapshot, showSnapshot } from '../../sdk/snapshot.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { pauseText } from '../render/snapshot-text.ts'

export const run: Run<'snapshot create'> = async ({ instance, snapshot, memory, freeze, leaveOut }, session) => {
  const want = {
    memory,
    leaveOut,
    ...(snapshot !== undefined && { name: snapshot }),
    ...(freeze !== undefined && { freeze }),
  }
  const { result } = await finish(session, `Keeping ${instance}`, (wire) => createSnapshot(wire, instance, want))
  const name = String(result?.['name'])
  const kept = await showSnapshot(await session.wire(), instance, name, { signal: session.signal })
  const pause = pauseText(kept)
  session.screen.confirm(`${instance} is kept as ${name}${pause === undefined ? '' : ` (${pause})`}.`)
  if (session.format === 'table') return
  await printForPrograms(session, kept)
}
