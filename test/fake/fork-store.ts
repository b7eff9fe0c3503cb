import type { ForkStore } from '../../src/contract/fork.ts'
import type { InstanceId } from '../../src/model/name.ts'
import type { FakeHost } from './engine.ts'

/** Moments in memory, and files that have two names. */
export function fakeForkStore(host: FakeHost): ForkStore {
  const shared = (id: InstanceId): ReadonlySet<string> => {
    const given = [...host.shares].filter(([to, { from }]) => host.kept.has(to) && (to === id || from === id))
    return new Set(given.flatMap(([, { files }]) => files))
  }
  return {
    keep: async ({ id }, send, report, signal) => {
      await host.begin('moment', id, signal)
      report('copying memory')
      await send(`/run/fake/${id}/memory.sock`)
      host.moments.add(id)
      return { places: [] }
    },
    copy: async (_from, to) => void host.moments.add(to),
    discard: async (id) => void host.moments.delete(id),
    share: async (from, to, files) => {
      await host.begin('share', to)
      host.shares.set(to, { from, files })
    },
    shared: async (id) => shared(id),
    explain: async () => [{ reason: 'the memory goes over', command: ['socat'], background: false }],
    use: async (id) => ({ ownBytes: 1000, sharedBytes: shared(id).size * 1000 }),
  }
}
