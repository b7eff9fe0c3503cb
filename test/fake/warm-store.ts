import type { WarmStore } from '../../src/contract/warm.ts'
import type { WarmFacts, WarmGround } from '../../src/model/warm.ts'
import type { InstanceId, WarmId } from '../../src/model/name.ts'
import type { StartPlan } from '../../src/plan/instance/start-plan.ts'

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
  /** Machines that wait, by the instance that each will be, and how each is told that it is over. */
  readonly waiting = new Map<InstanceId, { readonly plan: StartPlan; readonly lose: (reason: string) => void }>()
  /** Those that went on as their instances. */
  readonly taken: InstanceId[] = []
  /** No machine can be made to wait: this is thrown. */
  waitFailure: Error | undefined
  memory = { totalBytes: 16 * 2 ** 30, availableBytes: 8 * 2 ** 30 }
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
    isUntouched: async (id) => host.kept.has(id) && !host.damaged.has(id),
    damage: async (id) => (host.kept.has(id) ? host.damaged.get(id) : 'its memory is gone'),
    giveDisks: async ({ id, warm }) => {
      if (warm) host.given.set(id, warm.id)
    },
    takeDisks: async ({ id }) => {
      host.given.delete(id)
    },
    templates: async () => new Set(host.templates),
    endTemplates: async () => host.templates.clear(),
    wait: async (plan, _disks, signal) => {
      signal.throwIfAborted()
      if (host.waitFailure) throw host.waitFailure
      const { promise: over, resolve: lose } = Promise.withResolvers<string>()
      host.waiting.set(plan.id, { plan, lose })
      return { over, ownMemory: async () => 12 << 20 }
    },
    hostMemory: async () => host.memory,
    removeLeftovers: async (recorded) => {
      for (const id of host.drafts) if (recorded.has(id)) host.kept.add(id)
      host.drafts.clear()
      for (const id of host.kept) if (!recorded.has(id)) host.kept.delete(id)
    },
  }
}
