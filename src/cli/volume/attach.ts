import { attachVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { limitsFrom } from './limits.ts'

export const run: Run<'volume attach'> = async (input, session) => {
  const { volume, instance, readOnly } = input
  const limits = limitsFrom(input)
  const want = { instance, readOnly, ...(limits && { limits }) }
  const { result } = await finish(session, `Attaching ${volume}`, (wire) => attachVolume(wire, volume, want))
  session.screen.confirm(`${volume} is a disk of ${instance} now.`)
  await printForPrograms(session, result)
}
