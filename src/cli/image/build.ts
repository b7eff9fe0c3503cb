import { showImage } from '../../sdk/image.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'
import { buildImage } from './ensure.ts'

export const run: Run<'image build'> = async ({ recipe, rebuild }, session) => {
  const built = await buildImage(recipe, rebuild, session)
  session.screen.confirm(built ? `${recipe} is built.` : `${recipe} is here already; --rebuild builds it anew.`)
  if (session.format === 'table') return
  await printForPrograms(session, await showImage(await session.wire(), recipe, { signal: session.signal }))
}
