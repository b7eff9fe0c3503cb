import type { Operation } from '../../model/operation.ts'

/** How a sentence about a cancelled operation ends. */
export function leftText({ problem }: Operation): string {
  const left = problem?.details['left']
  return typeof left === 'string' ? `. ${left}` : '; nothing is left of it.'
}
