import { absolutePath } from '../../host/absolute-path.ts'
import { createVolume, showVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { driversText } from '../render/drivers-text.ts'
import { printForPrograms } from '../render/print.ts'
import { UsageError } from '../usage-error.ts'

export const run: Run<'volume import'> = async ({ file, name, from, diskFormat, pool }, session) => {
  if (name === undefined) throw new UsageError('--name is missing.', 'Give the volume a name: --name NAME.')
  const want = {
    kind: 'import',
    name,
    path: absolutePath(file, '.'),
    ...(from !== undefined && { from }),
    ...(diskFormat !== undefined && { format: diskFormat }),
    ...(pool !== undefined && { pool }),
  } as const
  await finish(session, `Importing ${name}`, (wire) => createVolume(wire, want))
  session.screen.confirm(`${name} has what ${file} has.`)
  const volume = await showVolume(await session.wire(), name, { signal: session.signal })
  if (session.format !== 'table') return printForPrograms(session, volume)
  if (volume.drivers !== null) for (const line of driversText(volume.drivers, name)) session.screen.note(line)
}
