import { type Catalogue, catalogue, type FaultCode } from './fault-catalogue.ts'
import type { Problem } from './operation.ts'

export type { FaultCode } from './fault-catalogue.ts'

type Details<C extends FaultCode> = Parameters<Catalogue[C]['text']>[0]

/** A failure a person can act on. Anything else that is thrown is a bug. */
export class Fault<C extends FaultCode = FaultCode> extends Error {
  readonly code: C
  readonly details: Details<C>
  readonly status: number
  readonly hint: string | undefined

  constructor(code: C, details: Details<C>, options?: ErrorOptions) {
    const entry = catalogue[code] as { status: number; text: (d: unknown) => string; hint?: (d: unknown) => string }
    super(entry.text(details), options)
    this.name = 'Fault'
    this.code = code
    this.details = details
    this.status = entry.status
    this.hint = entry.hint?.(details)
  }

  /** The wire form, RFC 9457. */
  toProblem(): Problem {
    return {
      type: `https://stroj.invalid/fault/${this.code}`,
      title: this.message,
      status: this.status,
      code: this.code,
      ...(this.hint !== undefined && { hint: this.hint }),
      details: { ...this.details },
    }
  }
}
