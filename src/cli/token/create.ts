import { createToken } from '../../sdk/access.ts'
import type { Run } from '../loaders.ts'
import { printOne } from '../render/print.ts'

export const run: Run<'token create'> = async ({ name, readOnly, expires }, session) => {
  const lifetimeSeconds = expires === undefined ? null : Math.max(1, Math.round(expires / 1000))
  const want = { name, role: readOnly ? 'read' : 'full', lifetimeSeconds } as const
  const made = await createToken(await session.wire(), want, { signal: session.signal })
  session.screen.confirm('This is the token; it is not shown again:')
  await printOne(session, made, ({ secret }) => `${secret}\n`)
}
