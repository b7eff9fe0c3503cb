import type { Random } from '../../contract/clock.ts'
import { Fault } from '../../model/fault.ts'
import type { Problem } from '../../model/operation.ts'

/** A fault as it is. Anything else is a bug: a person gets a reference, the log gets the rest. */
export function problemOf(error: unknown, random: Random): { readonly problem: Problem; readonly reference?: string } {
  if (error instanceof Fault) return { problem: error.toProblem() }
  const reference = random.token(8)
  return { problem: new Fault('internal.error', { reference }).toProblem(), reference }
}
