import { showInstance } from '../../sdk/instance.ts'
import { restoreSnapshot } from '../../sdk/snapshot.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'snapshot restore' | 'restore'> = async (input, session) => {
  const { instance, snapshot, force, disksOnly } = input
  await finish(session, `Taking ${instance} back`, (wire) =>
    restoreSnapshot(wire, instance, snapshot, { force, memory: !disksOnly }),
  )
  const now = await showInstance(await session.wire(), instance, { signal: session.signal })
  session.screen.confirm(`${instance} is back at ${snapshot}, and ${now.state.kind}.`)
  await printForPrograms(session, now)
}
