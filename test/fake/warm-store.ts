import type { WarmStore } from '../../src/contract/warm.ts'
import type { WarmFacts, WarmGround } from '../../src/model/warm.ts'
import type { WarmId } from '../../src/model/name.ts'

/** Kept guests in memory: what outlives a daemon. */
export class FakeWarmHost {
  ground: WarmGround = { QEMU: '7.2' }
  readonly drafts = new Set<WarmId>()
  /** Processes that run to be kept. */
  readonly templates = new Set<number>()
  readonly kept = new Set<WarmId>()
  /** What is wrong with the files of one. */
  readonly damaged = new Map<WarmId, string>()
  /** The folders of instances whose disks stand on one. */
  readonly given = new Map<string, WarmId>()
  /** The next one is not made: this is thrown. */
  failNext: Error | undefined
}

const fakeWarmFacts: WarmFacts = {
  memoryStamp: '1:2:3',
  stateDigest: '0'.repeat(64),
  sizeBytes: 100 << 20,
  macs: ['52:54:00:00:00:01'],
  places: [],
  survey: {
    name: 'warm',
    hosts: null,
    nameFiles: [],
    machineFiles: [],
    seedFiles: [],
    nics: [],
    journald: null,
    journals: [],
    sshKeys: [],
    sshd: [],
  },
  bootMs: 3000,
}

export function fakeWarmStore(host: FakeWarmHost): WarmStore {
  return {
    ground: async () => host.ground,
    make: async ({ plan: { warm } }, report, signal) => {
      report('booting')
      signal.throwIfAborted()
      const failure = host.failNext
      host.failNext = undefined
      if (failure) throw failure
      if (warm) host.drafts.add(warm.id)
      return fakeWarmFacts
    },
    keep: async (id) => {
      if (host.drafts.delete(id)) host.kept.add(id)
    },
    discard: async (id) => {
      host.drafts.delete(id)
      host.kept.delete(id)
    },
    damage: async (id) => (host.kept.has(id) ? host.damaged.get(id) : 'its memory is gone'),
    giveDisks: async ({ id, warm }) => {
      if (warm) host.given.set(id, warm.id)
    },
    takeDisks: async ({ id }) => {
      host.given.delete(id)
    },
    templates: async () => new Set(host.templates),
    endTemplates: async () => host.templates.clear(),
    removeLeftovers: async (recorded) => {
      for (const id of host.drafts) if (recorded.has(id)) host.kept.add(id)
      host.drafts.clear()
      for (const id of host.kept) if (!recorded.has(id)) host.kept.delete(id)
    },
  }
}
