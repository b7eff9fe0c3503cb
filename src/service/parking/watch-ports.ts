import { formatPortForward, type PortForward } from '../../model/port-forward.ts'
import type { Deps } from '../deps.ts'

/** Between two looks while there is something to look at, in milliseconds: on average a caller waits half of it. */
const everyMs = 50
/** Of the time, at most this part is spent looking, on a host with very many connections. */
const share = 1 / 20
const longestMs = 100

/** Wakes what is parked when somebody connects to a port that leads into it. Ends with the signal. */
export async function watchPorts(deps: Deps, signal: AbortSignal): Promise<void> {
  let seen: Seen | undefined
  while (!signal.aborted) {
    const before = performance.now()
    seen = lookOnce(deps, seen)
    const ms = Math.min(longestMs, Math.max(everyMs, (performance.now() - before) / share))
    await (seen ? deps.clock.sleep(ms, signal) : deps.parking.changed(signal)).catch(() => undefined)
  }
}

/** When it was looked last: who could be reached, and how many connections had been made before. */
type Seen = { readonly who: string; readonly made: number | null }

/** Undefined when none that is parked can be reached. */
function lookOnce({ parking, engine, log }: Deps, before: Seen | undefined): Seen | undefined {
  const reachable = parking.reachable()
  if (reachable.length === 0) return undefined
  const seen = { who: reachable.map(({ id }) => id).join(), made: engine.connectionsMade() }
  if (seen.made !== null && before?.who === seen.who && before.made === seen.made) return seen
  const forwards = reachable.flatMap(({ id, name, forwards: all }) => all.map((forward) => ({ id, name, forward })))
  const counts = engine.openConnections(forwards.map(({ forward }) => forward))
  const wanted = forwards.filter((_forward, index) => (counts[index] ?? 0) > 0)
  for (const { id, name, forward } of wanted) {
    void parking.wake(id, reasonOf(forward)).catch((error: unknown) => {
      log.warn('an instance was not woken', { instance: name, reason: String(error) })
    })
  }
  // One that could not be woken is tried again.
  return wanted.length > 0 ? { ...seen, made: null } : seen
}

function reasonOf(forward: PortForward): string {
  return `somebody has connected to ${formatPortForward(forward)}`
}
