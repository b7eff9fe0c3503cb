import { formatBytes } from '../../kit/bytes.ts'
import { resizeVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'volume resize'> = async ({ volume, size, shrink }, session) => {
  const { result } = await finish(session, `Resizing ${volume}`, (wire) => resizeVolume(wire, volume, { size, shrink }))
  const [before, after] = [Number(result?.['before']), Number(result?.['after'])]
  session.screen.confirm(`${volume} has ${formatBytes(after)} now; it had ${formatBytes(before)}.`)
  await printForPrograms(session, result)
}
