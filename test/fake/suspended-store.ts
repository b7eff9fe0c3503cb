import type { SuspendedStore } from '../../src/contract/suspend.ts'
import type { FakeHost } from './engine.ts'

/** Memories of suspended instances, of which only the digest is there. */
export function fakeSuspendedStore({ memories }: Pick<FakeHost, 'memories'>): SuspendedStore {
  return {
    isThere: async (id) => memories.has(id),
    damage: async (id, { digest }) => {
      if (!memories.has(id)) return 'its memory is gone'
      return memories.get(id) === digest ? undefined : 'its memory is not what it was when it was written'
    },
    discard: async (id) => void memories.delete(id),
    explain: (_id, file) => [{ reason: 'its memory goes there', command: ['socat', file], background: false }],
  }
}
