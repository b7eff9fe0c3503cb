import type { Clock } from '../../../contract/clock.ts'
import { trimFile } from '../../../host/trim-file.ts'
import { Watch } from '../../../host/watch.ts'

/** The last bytes of a log that are always there; it takes up to twice as much. */
export const keptLogBytes = 4 * 1024 * 1024
/** A guest that prints without pause is looked at this often. */
const paceMs = 250

/** Keeps a log that a guest fills from filling the disk, until the signal is aborted. Does nothing when there is no log. */
export async function keepBounded(path: string, clock: Pick<Clock, 'sleep'>, signal: AbortSignal): Promise<void> {
  try {
    while (!signal.aborted) {
      using watch = Watch.on(path)
      await trimFile(path, keptLogBytes, signal)
      await watch.changed(signal)
      watch[Symbol.dispose]()
      await clock.sleep(paceMs, signal)
    }
  } catch {
    // Aborted, or the log is gone together with its instance.
  }
}
