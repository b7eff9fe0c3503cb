import { showImage } from '../../sdk/image.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'
import { buildImage } from './ensure.ts'

export const run: Run<'image build'> = async ({ recipe, rebuild, name, package: packages, size }, session) => {
  const built = await buildImage({ recipe, rebuild, name, packages, size }, session)
  const shown = name ?? recipe
  session.screen.confirm(built ? `${shown} is built.` : `${shown} is here already; --rebuild builds it anew.`)
  if (session.format === 'table') return
  await printForPrograms(session, await showImage(await session.wire(), shown, { signal: session.signal }))
}
