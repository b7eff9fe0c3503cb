import { lockVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'volume lock'> = async ({ volume }, session) => {
  const locked = await lockVolume(await session.wire(), volume, { signal: session.signal })
  session.screen.confirm(`${volume} is locked: its passphrase is forgotten here.`)
  await printForPrograms(session, locked)
}
