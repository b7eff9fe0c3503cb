import * as z from 'zod'
import { Duration } from './duration.ts'

/** The least that a client needs to renew it again and again, and the most that is still temporary; in seconds. */
const leastSeconds = 10
const mostSeconds = 7 * 86_400

const Span = Duration.refine((seconds) => seconds >= leastSeconds && seconds <= mostSeconds, {
  error: 'a temporary instance is given from 10s to 7d',
})

/** How long an instance stays that nobody shall have to remove. */
export const Temporary = z.strictObject({
  unattended: Span.describe('it is deleted when nobody has renewed it for this time, whatever it does then'),
  limit: Span.optional().describe('it is deleted after this time, however often it is renewed'),
})
export type Temporary = z.infer<typeof Temporary>
export type TemporaryInput = z.input<typeof Temporary>
