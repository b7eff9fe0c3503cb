import type { Run } from '../loaders.ts'
import { operationText } from '../render/operation-text.ts'
import { lookOf } from '../screen.ts'
import { printOne } from '../render/print.ts'
import { findOperation } from './find.ts'

export const run: Run<'operation show'> = async ({ id }, session) => {
  const operation = await findOperation(await session.wire(), id, session.signal)
  await printOne(session, operation, (value) => operationText(value, session.now(), lookOf(session.screen)))
}
