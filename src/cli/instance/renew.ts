import { renewInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'
import { span } from '../render/time.ts'
import { forEachName } from '../several.ts'

export const run: Run<'renew'> = async ({ name: names }, session) => {
  const wire = await session.wire()
  const { done, code } = await forEachName(session, [...new Set(names)], {
    title: (what) => `Renewing ${what}`,
    act: async (name) => {
      const instance = await renewInstance(wire, name, { signal: session.signal })
      const leftMs = Date.parse(instance.expiresAt ?? '') - session.now().getTime()
      session.screen.confirm(`${name} stays for another ${span(leftMs / 1000)}.`)
      return instance
    },
  })
  await printForPrograms(session, done)
  return code
}
