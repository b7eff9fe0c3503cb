import { Fault } from '../../model/fault.ts'

/** Ends what goes on for callers that are not admitted any more. */
export class Revocations {
  readonly #live = new Map<string, AbortController>()

  /** Aborted when this caller is revoked. */
  signalOf(id: string): AbortSignal {
    const known = this.#live.get(id) ?? new AbortController()
    this.#live.set(id, known)
    return known.signal
  }

  revoke(id: string): void {
    this.#live.get(id)?.abort(new Fault('access.denied', { reason: 'its token or session has ended' }))
    this.#live.delete(id)
  }
}
