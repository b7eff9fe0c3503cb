import { absolutePath } from '../../host/absolute-path.ts'
import { mediumImage } from '../../model/medium-name.ts'
import { changeMedium } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'media insert'> = async ({ name, medium: wanted, force }, session) => {
  const medium = mediumImage(wanted) === undefined ? absolutePath(wanted, '.') : wanted
  const instance = await changeMedium(await session.wire(), name, { medium, force }, { signal: session.signal })
  session.screen.confirm(`${wanted} is in the drive of ${name}.`)
  await printForPrograms(session, instance)
}
