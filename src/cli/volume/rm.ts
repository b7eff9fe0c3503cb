import { deleteVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { forEachName } from '../several.ts'

export const run: Run<'volume rm'> = async ({ volume }, session) => {
  const wire = await session.wire()
  const { code } = await forEachName(session, [...new Set(volume)], {
    title: (what) => `Removing ${what}`,
    things: 'volumes',
    act: async (name) => {
      await deleteVolume(wire, name, { signal: session.signal })
      session.screen.confirm(`${name} is removed.`)
    },
  })
  return code
}
