import { commitVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { tookText } from './took.ts'

export const run: Run<'volume commit'> = async ({ volume }, session) => {
  const { result } = await finish(session, `Committing ${volume}`, (wire) => commitVolume(wire, volume))
  session.screen.confirm(`${String(result?.['base'])} has what ${volume} has; ${volume}: ${tookText(result)}.`)
  await printForPrograms(session, result)
}
