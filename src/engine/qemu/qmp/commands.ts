import type * as z from 'zod'
import { QmpError } from './error.ts'
import { type QmpArguments, qmpReplies } from './schema-7.2.generated.ts'

export type { QmpArguments } from './schema-7.2.generated.ts'

export type QmpCommand = keyof QmpArguments
export type QmpReply<C extends QmpCommand> = z.infer<(typeof qmpReplies)[C]>

/** A reply as its command promises it; throws QmpError when it is something else. */
export function parseReply<C extends QmpCommand>(command: C, value: unknown): QmpReply<C> {
  const parsed = qmpReplies[command].safeParse(value)
  if (parsed.success) return parsed.data as QmpReply<C>
  throw new QmpError(command, { kind: 'malformed', description: `unexpected answer: ${parsed.error.message}` })
}
