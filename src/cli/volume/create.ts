import type { VolumeCreateInput } from '../../model/volume.ts'
import { createVolume, showVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { UsageError } from '../usage-error.ts'
import { layoutFrom } from './layout.ts'
import { readPassphrase } from './passphrase.ts'

export const run: Run<'volume create'> = async (input, session) => {
  const { name, size, diskFormat, pool, preallocation } = input
  if (size === undefined) throw new UsageError('--size is missing.', 'Say how large the disk is: --size 10GiB.')
  const secret = input.encrypt ? { passphrase: await readPassphrase(session, name, true) } : {}
  const want: VolumeCreateInput = {
    kind: 'empty',
    name,
    size,
    ...(diskFormat !== undefined && { format: diskFormat }),
    ...(pool !== undefined && { pool }),
    ...(preallocation !== undefined && { preallocation }),
    ...layoutFrom(input),
    ...secret,
  }
  await finish(session, `Making ${name}`, (wire) => createVolume(wire, want))
  session.screen.confirm(`${name} is a volume now.`)
  if (session.format === 'table') return
  await printForPrograms(session, await showVolume(await session.wire(), name, { signal: session.signal }))
}
