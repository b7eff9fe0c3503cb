import { deleteSnapshot } from '../../sdk/snapshot.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'

export const run: Run<'snapshot rm'> = async ({ instance, snapshot: names }, session) => {
  // One after the other: each may merge what the next one stands on.
  for (const name of new Set(names)) {
    await finish(session, `Removing ${name}`, (wire) => deleteSnapshot(wire, instance, name))
    session.screen.confirm(`${name} of ${instance} is removed.`)
  }
}
