import { compactVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { tookText } from './took.ts'

export const run: Run<'volume compact'> = async ({ volume }, session) => {
  const { result } = await finish(session, `Compacting ${volume}`, (wire) => compactVolume(wire, volume))
  session.screen.confirm(`${volume} is compact; ${tookText(result)}.`)
  await printForPrograms(session, result)
}
