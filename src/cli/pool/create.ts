import { absolutePath } from '../../host/absolute-path.ts'
import { createPool } from '../../sdk/pool.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'pool create'> = async ({ name, path }, session) => {
  const want = { name, path: absolutePath(path, '.') }
  const pool = await createPool(await session.wire(), want, { signal: session.signal })
  session.screen.confirm(`${pool.name} is a pool now: \`stroj volume create NAME --size 10GiB --pool ${pool.name}\`.`)
  await printForPrograms(session, pool)
}
