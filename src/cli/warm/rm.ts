import { deleteWarmImage } from '../../sdk/warm.ts'
import type { Run } from '../loaders.ts'
import { forEachName } from '../several.ts'

export const run: Run<'warm rm'> = async ({ id }, session) => {
  const wire = await session.wire()
  const { code } = await forEachName(session, [...new Set(id)], {
    title: (what) => `Removing ${what}`,
    things: 'warm images',
    act: async (name) => {
      await deleteWarmImage(wire, name, { signal: session.signal })
      session.screen.confirm(`${name} is removed.`)
    },
  })
  return code
}
