import { deleteToken } from '../../sdk/access.ts'
import type { Run } from '../loaders.ts'
import { forEachName } from '../several.ts'

export const run: Run<'token rm'> = async ({ token }, session) => {
  const wire = await session.wire()
  const { code } = await forEachName(session, [...new Set(token)], {
    title: (what) => `Removing ${what}`,
    things: 'tokens',
    act: async (name) => {
      await deleteToken(wire, name, { signal: session.signal })
      session.screen.confirm(`The token ${name} is good for nothing any more.`)
    },
  })
  return code
}
