import { limitVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { limitsFrom } from './limits.ts'

export const run: Run<'volume limit'> = async (input, session) => {
  const { volume, instance } = input
  const limits = limitsFrom(input)
  const want = { instance, limits: limits ?? {} }
  const { result } = await finish(session, `Limiting ${volume}`, (wire) => limitVolume(wire, volume, want))
  session.screen.confirm(`${instance} has ${volume} ${limits ? 'with these limits' : 'without limits'} now.`)
  await printForPrograms(session, result)
}
