import { createVolume, showVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'volume clone'> = async ({ volume: from, name, linked }, session) => {
  await finish(session, `Cloning ${from}`, (wire) => createVolume(wire, { kind: 'clone', name, from, linked }))
  session.screen.confirm(linked ? `${name} stands on ${from} now.` : `${name} is a copy of ${from} now.`)
  if (session.format === 'table') return
  await printForPrograms(session, await showVolume(await session.wire(), name, { signal: session.signal }))
}
