import { deletePool } from '../../sdk/pool.ts'
import type { Run } from '../loaders.ts'
import { forEachName } from '../several.ts'

export const run: Run<'pool rm'> = async ({ pool }, session) => {
  const wire = await session.wire()
  const { code } = await forEachName(session, [...new Set(pool)], {
    title: (what) => `Forgetting ${what}`,
    things: 'pools',
    act: async (name) => {
      await deletePool(wire, name, { signal: session.signal })
      session.screen.confirm(`${name} is no pool any more; its folder stays.`)
    },
  })
  return code
}
