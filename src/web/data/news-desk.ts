import type { QueryClient } from '@tanstack/react-query'
import type { Event } from '../../model/event.ts'
import type { Instance } from '../../model/instance.ts'
import type { Stroj } from '../../sdk/client.ts'
import type { InstanceRow } from './read.ts'

/** Events come in bursts; what they mean is done once for all that came within this time. */
const gatherMs = 120
/** From this many changed instances on it is cheaper to read the whole list again. */
const manyInstances = 12

/** What the parts of a screen are called that a kind of event makes old. Instances have a way of their own. */
const touched: Readonly<Record<string, readonly string[]>> = {
  image: ['images', 'warm', 'explanation'],
  volume: ['volumes', 'pools', 'instance'],
  pool: ['pools', 'volumes'],
  snapshot: ['snapshots', 'instances', 'instance', 'volumes'],
  operation: ['operations', 'warm'],
  host: ['host', 'host-devices', 'host-changes', 'host-change'],
  token: ['tokens'],
}

/** Turns events into what has to be read again, and no more than that. */
export class NewsDesk {
  readonly #daemon: Stroj
  readonly #queries: QueryClient
  readonly #keys = new Set<string>()
  readonly #names = new Set<string>()
  #everything = false
  #isDue = false

  constructor(daemon: Stroj, queries: QueryClient) {
    this.#daemon = daemon
    this.#queries = queries
  }

  take({ kind, subject }: Event): void {
    const noun = kind.split('.')[0] ?? kind
    if (kind === 'resync' || kind === 'daemon.started') this.#everything = true
    else if (kind === 'instance.state' || kind === 'instance.changed') this.#names.add(subject)
    else if (noun === 'instance') for (const key of ['instances', 'instance', 'images', 'volumes']) this.#keys.add(key)
    else for (const key of touched[noun] ?? []) this.#keys.add(key)
    // Whether it began from a warm image is told there.
    if (kind === 'instance.state') this.#keys.add('warm')
    if (this.#isDue) return
    this.#isDue = true
    setTimeout(() => this.#act(), gatherMs)
  }

  #act(): void {
    const [keys, names, everything] = [[...this.#keys], [...this.#names], this.#everything]
    this.#keys.clear()
    this.#names.clear()
    this.#everything = false
    this.#isDue = false
    if (everything) return void this.#queries.invalidateQueries()
    for (const key of keys) void this.#queries.invalidateQueries({ queryKey: [key] })
    if (keys.includes('instances')) return
    if (names.length > manyInstances) void this.#queries.invalidateQueries({ queryKey: ['instances'] })
    for (const name of names) void this.#refresh(name, names.length > manyInstances)
  }

  /** Reads one instance again and puts it into the lists that have it. */
  async #refresh(name: string, listsAreRead: boolean): Promise<void> {
    const isShown = this.#queries.getQueryCache().find({ queryKey: ['instance', name] }) !== undefined
    if (listsAreRead && !isShown) return
    try {
      const now = await this.#daemon.showInstance(name)
      if (isShown) this.#queries.setQueryData(['instance', name], now)
      if (!listsAreRead) this.#place(now)
    } catch {
      // Such as deleted meanwhile: the lists tell.
      void this.#queries.invalidateQueries({ queryKey: ['instances'] })
      void this.#queries.invalidateQueries({ queryKey: ['instance', name] })
    }
  }

  #place(now: Instance): void {
    for (const query of this.#queries.getQueryCache().findAll({ queryKey: ['instances'] })) {
      const { states } = query.queryKey[1] as { readonly states: readonly string[] }
      // Whether it belongs into a list by state is the daemon's to say.
      if (states.length > 0) void this.#queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
      else {
        this.#queries.setQueryData<readonly InstanceRow[]>(query.queryKey, (rows) =>
          rows?.map((row) => (row.name === now.name ? now : row)),
        )
      }
    }
  }
}
