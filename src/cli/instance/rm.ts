import { deleteInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { follow } from '../operation/finish.ts'
import { forEachName } from '../several.ts'

export const run: Run<'rm'> = async ({ name: names, force }, session) => {
  const wire = await session.wire()
  const { code } = await forEachName(session, [...new Set(names)], {
    title: (what) => `Removing ${what}`,
    act: async (name, progress) => {
      await follow(session, await deleteInstance(wire, name, { force }), progress)
      session.screen.confirm(`${name} is removed.`)
    },
  })
  return code
}
