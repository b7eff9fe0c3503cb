import { cancelOperation, watchOperation } from '../../sdk/operation.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'
import { progressOn } from '../render/progress-on.ts'
import { findOperation } from './find.ts'
import { leftText } from './left-text.ts'

export const run: Run<'operation cancel'> = async ({ id }, session) => {
  const { signal, screen } = session
  const wire = await session.wire()
  const found = await findOperation(wire, id, signal)
  let now = await cancelOperation(wire, found.id, { signal })
  {
    using progress = progressOn(session, `Cancelling ${now.kind} of ${now.target}`)
    for await (now of watchOperation(wire, found.id, { signal })) progress.show(now)
  }
  if (now.state === 'cancelled') screen.confirm(`It is cancelled${leftText(now)}`)
  else screen.note(`It had ended before it could be cancelled: it is ${now.state}.`)
  await printForPrograms(session, now)
}
