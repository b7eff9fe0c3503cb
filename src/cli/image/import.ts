import { absolutePath } from '../../host/absolute-path.ts'
import type { ImageCreateInput } from '../../model/image.ts'
import { createImage, showImage } from '../../sdk/image.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { UsageError } from '../usage-error.ts'

export const run: Run<'image import'> = async ({ file, name, arch: architecture, diskFormat }, session) => {
  if (name === undefined) throw new UsageError('--name is missing.', 'Give the image a name: --name NAME.')
  const path = absolutePath(file, '.')
  const want: ImageCreateInput = {
    kind: 'import',
    path,
    name,
    ...(architecture !== undefined && { architecture }),
    ...(diskFormat !== undefined && { format: diskFormat }),
  }
  await finish(session, `Importing ${name}`, (wire) => createImage(wire, want))
  session.screen.confirm(`${name} is an image now: \`stroj run ${name}\`.`)
  if (session.format === 'table') return
  await printForPrograms(session, await showImage(await session.wire(), name, { signal: session.signal }))
}
