import { Fault } from '../model/fault.ts'

/** As much of a connection as is needed to know that the caller has hung up. */
type Closing = { once(event: 'close', listener: () => void): unknown }

/** The requests that are being answered, each with the signal that ends it. */
export class LiveCalls {
  readonly #live = new Set<AbortController>()
  #closed = false

  /** A signal that is aborted when the connection closes, or when the daemon stops. */
  open(connection: Closing): AbortSignal {
    const controller = new AbortController()
    this.#live.add(controller)
    connection.once('close', () => {
      this.#live.delete(controller)
      controller.abort()
    })
    if (this.#closed) controller.abort(new Fault('daemon.stopping', undefined))
    return controller.signal
  }

  /** Ends them all; those that come later end at once. */
  close(): void {
    this.#closed = true
    for (const controller of this.#live) controller.abort(new Fault('daemon.stopping', undefined))
  }
}
