import { deleteImage } from '../../sdk/image.ts'
import type { Run } from '../loaders.ts'
import { forEachName } from '../several.ts'

export const run: Run<'image rm'> = async ({ image }, session) => {
  const wire = await session.wire()
  const { code } = await forEachName(session, [...new Set(image)], {
    title: (what) => `Removing ${what}`,
    act: async (name) => {
      await deleteImage(wire, name, { signal: session.signal })
      session.screen.confirm(`${name} is removed.`)
    },
  })
  return code
}
