import type { Clock } from '../../../contract/clock.ts'
import type { Report } from '../../../kit/report.ts'
import type { Monitor } from '../machine/monitor.ts'
import type { QmpEvent } from '../qmp/events.ts'

export type Calls = Pick<Monitor, 'call' | 'next'>

type Patience = { readonly firstDowntimeMs: number; readonly lastDowntimeMs: number; readonly patienceMs: number }

const everyMs = 50

/** One part of a copy, watched until it is disposed. */
export class CopyWatch implements Disposable {
  readonly #monitor: Calls
  readonly #over = new AbortController()
  readonly #signal: AbortSignal

  constructor(monitor: Calls, signal: AbortSignal) {
    this.#monitor = monitor
    this.#signal = AbortSignal.any([signal, this.#over.signal])
  }

  /** The next such event from now on; may be left without anybody waiting for it. */
  next<E extends QmpEvent>(fits: (event: QmpEvent) => event is E): Promise<E> {
    const found = this.#monitor.next(fits, this.#signal)
    found.catch(() => {})
    return found
  }

  /** Tells how far it has come; a guest that writes faster than it is copied may stand still for longer, step by step. */
  async untilOver(clock: Pick<Clock, 'sleep'>, report: Report, patience: Patience): Promise<void> {
    let downtime = patience.firstDowntimeMs
    let since = performance.now()
    try {
      for (;;) {
        await clock.sleep(everyMs, this.#signal)
        const { ram } = await this.#monitor.call('query-migrate', {}, this.#signal)
        if (ram) report('copying memory', { done: ram.total - ram.remaining, total: ram.total, unit: 'bytes' })
        const isFirstRound = ram === undefined || ram['dirty-sync-count'] <= 1
        if (isFirstRound) since = performance.now()
        if (performance.now() - since < patience.patienceMs || downtime >= patience.lastDowntimeMs) continue
        since = performance.now()
        downtime = Math.min(downtime * 4, patience.lastDowntimeMs)
        await this.#monitor.call('migrate-set-parameters', { 'downtime-limit': downtime }, this.#signal)
      }
    } catch {
      // It is over, or whoever waits for the event is told.
    }
  }

  /** Why it did not come through. */
  async failure(): Promise<Error> {
    const { 'error-desc': reason } = await this.#monitor.call('query-migrate', {}, this.#signal)
    return new Error(reason ?? 'QEMU could not send its memory')
  }

  [Symbol.dispose](): void {
    this.#over.abort()
  }
}
