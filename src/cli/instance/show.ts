import { showInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { instanceText } from '../render/instance-text.ts'
import { lookOf } from '../screen.ts'
import { printOne } from '../render/print.ts'

export const run: Run<'show'> = async ({ name }, session) => {
  const instance = await showInstance(await session.wire(), name, { signal: session.signal })
  await printOne(session, instance, (shown) => instanceText(shown, session.now(), lookOf(session.screen)))
}
