import { changeWarmSettings, warmSettings } from '../../sdk/warm.ts'
import { formatBytes } from '../../kit/bytes.ts'
import type { Run } from '../loaders.ts'
import { printOne } from '../render/print.ts'

export const run: Run<'warm set'> = async ({ automatic, budget }, session) => {
  const wire = await session.wire()
  const change = {
    ...(automatic !== undefined && { automatic: automatic === 'on' }),
    ...(budget !== undefined && { budget }),
  }
  const isChange = Object.keys(change).length > 0
  const { signal } = session
  const settings = isChange ? await changeWarmSettings(wire, change, { signal }) : await warmSettings(wire, { signal })
  await printOne(
    session,
    settings,
    (now) => `automatic: ${now.automatic ? 'on' : 'off'}\nbudget: ${formatBytes(now.budget)}\n`,
  )
}
