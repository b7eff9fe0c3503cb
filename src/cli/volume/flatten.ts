import { rebaseVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { tookText } from './took.ts'

export const run: Run<'volume flatten'> = async ({ volume }, session) => {
  const { result } = await finish(session, `Flattening ${volume}`, (wire) => rebaseVolume(wire, volume, { onto: null }))
  session.screen.confirm(`${volume} stands alone; ${tookText(result)}.`)
  await printForPrograms(session, result)
}
