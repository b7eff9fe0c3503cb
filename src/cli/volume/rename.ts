import { renameVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'volume rename'> = async ({ volume, name }, session) => {
  const renamed = await renameVolume(await session.wire(), volume, name, { signal: session.signal })
  session.screen.confirm(`${volume} is ${renamed.name} now.`)
  await printForPrograms(session, renamed)
}
