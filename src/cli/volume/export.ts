import { absolutePath } from '../../host/absolute-path.ts'
import { exportVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'volume export'> = async ({ volume, file, to, compress, decrypt, overwrite }, session) => {
  const want = { path: absolutePath(file, '.'), compress, decrypt, overwrite, ...(to !== undefined && { format: to }) }
  const { result } = await finish(session, `Exporting ${volume}`, (wire) => exportVolume(wire, volume, want))
  session.screen.confirm(`${file} has what ${volume} has.`)
  await printForPrograms(session, result)
}
