import { detachVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'volume detach'> = async ({ volume, instance }, session) => {
  const { result } = await finish(session, `Detaching ${volume}`, (wire) => detachVolume(wire, volume, instance))
  session.screen.confirm(`${volume} is no disk of ${instance} any more.`)
  await printForPrograms(session, result)
}
