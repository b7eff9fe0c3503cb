import type { Engine, EngineReport } from '../../src/contract/engine.ts'
import type { ProcessIdentity } from '../../src/contract/store.ts'
import type { Fault } from '../../src/model/fault.ts'
import type { InstanceId, WarmId } from '../../src/model/name.ts'
import type { CreatePlan } from '../../src/plan/instance/plan-create.ts'
import { FakeGuest } from './guest.ts'
import { fakeLog, fakeMachine } from './machine.ts'
import { fakeForkStore } from './fork-store.ts'
import { fakeSuspendedStore } from './suspended-store.ts'
import { FakeWarmHost, fakeWarmStore } from './warm-store.ts'

type Call =
  | 'makeLayer'
  | 'mergeLayers'
  | 'removeUnnamed'
  | 'host'
  | 'prepare'
  | 'keep'
  | 'discard'
  | 'release'
  | 'launch'
  | 'open'
  | 'find'
  | 'cleanUp'
  | 'endInstaller'
  | 'moment'
  | 'share'

/** A host in memory: what outlives a daemon. Engines made on it one after the other see the same machines. */
export class FakeHost {
  report: EngineReport = goodHost
  /** The CPU models that its QEMU knows. */
  cpuModels: readonly string[] = ['host', 'max', 'Nehalem']
  readonly prepared = new Map<InstanceId, CreatePlan>()
  readonly kept = new Set<InstanceId>()
  /** Kept once, and not named any more. */
  readonly released = new Set<InstanceId>()
  /** The last run of each instance, ended or not. */
  readonly guests = new Map<InstanceId, FakeGuest>()
  /** Files of each instance, and whether something was written to them. */
  readonly files = new Map<InstanceId, Map<string, boolean>>()
  /** How many connections a port of the host has. */
  readonly connections = new Map<number, number>()
  readonly cleaned: InstanceId[] = []
  /** Devices that no `cleanUp` gives back. */
  stuck: readonly Fault[] = []
  readonly warm = new FakeWarmHost()
  /** Moments that are kept now, and the files that one instance has of another. */
  readonly moments = new Set<WarmId>()
  readonly shares = new Map<InstanceId, { readonly from: InstanceId; readonly files: readonly string[] }>()
  /** Memories that are kept of instances: their digests. */
  readonly memories = new Map<InstanceId, string>()
  /** Every call of an engine, in order. */
  readonly calls: string[] = []
  /** Done to each new guest before anyone can reach it. */
  dress: (guest: FakeGuest) => void = () => {}
  readonly #failures = new Map<Call, Error>()
  readonly #gates = new Map<Call, Promise<void>>()
  #lastPid = 1000

  /** The next such call throws this. */
  failNext(call: Call, error: Error): void {
    this.#failures.set(call, error)
  }

  /** Calls wait until the returned function is called. */
  hold(call: Call): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#gates.set(call, promise)
    return () => {
      this.#gates.delete(call)
      resolve()
    }
  }

  /** The running machine of an instance; throws when there is none. */
  guest(id: InstanceId): FakeGuest {
    const guest = this.guests.get(id)
    if (!guest) throw new Error(`instance ${id} was never launched`)
    return guest
  }

  filesOf(id: InstanceId): Map<string, boolean> {
    const files = this.files.get(id) ?? new Map<string, boolean>()
    this.files.set(id, files)
    return files
  }

  async begin(call: Call, id: string, signal?: AbortSignal): Promise<void> {
    this.calls.push(`${call} ${id}`.trim())
    signal?.throwIfAborted()
    const gate = this.#gates.get(call)
    if (gate) await abortable(gate, signal)
    const failure = this.#failures.get(call)
    this.#failures.delete(call)
    if (failure) throw failure
  }

  nextProcess(): ProcessIdentity {
    return { pid: ++this.#lastPid, startTicks: 500 + this.#lastPid, bootId: 'fake-boot' }
  }
}

/** An engine without processes, for tests of what stands above it. It keeps the engine contract. */
export function fakeEngine(host = new FakeHost()): Engine {
  return {
    host: async (signal) => {
      await host.begin('host', '', signal)
      return host.report
    },
    cpuModels: async (arch, accelerator) => ({
      arch,
      accelerator,
      models: host.cpuModels.map((name) => ({ name, note: '', lacking: [] })),
      features: ['aes', 'avx', 'svm', 'vmx', 'x2apic'],
    }),
    machineType: async ({ machine }) => (machine === 'q35' ? 'pc-q35-7.2' : machine),
    prepare: async (plan, signal) => {
      await host.begin('prepare', plan.id, signal)
      host.prepared.set(plan.id, plan)
    },
    keep: async (id) => {
      await host.begin('keep', id)
      if (host.prepared.delete(id) || host.released.delete(id)) host.kept.add(id)
      if (!host.kept.has(id)) throw new Error(`instance ${id} was never prepared`)
    },
    release: async (id) => {
      await host.begin('release', id)
      if (host.kept.delete(id)) host.released.add(id)
    },
    discard: async (id) => {
      await host.begin('discard', id)
      host.prepared.delete(id)
      host.released.delete(id)
      host.kept.delete(id)
    },
    removeLeftovers: async (recorded) => {
      for (const id of [...host.prepared.keys(), ...host.released]) if (recorded.has(id)) host.kept.add(id)
      host.prepared.clear()
      host.released.clear()
      return [...host.kept].filter((id) => !recorded.has(id))
    },
    endInstaller: (id) => host.begin('endInstaller', id),
    unknownFolders: async (recorded) => [...host.kept].filter((id) => !recorded.has(id)),
    limit: async () => {},
    launch: async (plan, signal) => {
      await host.begin('launch', plan.id, signal)
      if (host.warm.waiting.delete(plan.id)) host.warm.taken.push(plan.id)
      const files = host.filesOf(plan.id)
      const guest = new FakeGuest(
        plan,
        host.nextProcess(),
        (file) => files.set(file, true),
        (digest) => (digest === null ? host.memories.delete(plan.id) : host.memories.set(plan.id, digest)),
      )
      host.dress(guest)
      host.guests.set(plan.id, guest)
      return guest.process
    },
    open: async (id, _uuid, process, signal) => {
      await host.begin('open', id, signal)
      const guest = host.guests.get(id)
      if (!guest || guest.process.pid !== process.pid || guest.process.startTicks !== process.startTicks) {
        return { ended: { kind: 'crashed', reason: 'QEMU is gone' } }
      }
      if (guest.ending) return { ended: guest.ending }
      // It goes on now, if it stood still with a memory that was kept.
      if (guest.plan.incomingOnce === true) host.memories.delete(id)
      return fakeMachine(guest)
    },
    find: async (id, uuid) => {
      await host.begin('find', id)
      const guest = host.guests.get(id)
      return guest && !guest.ending && guest.plan.uuid === uuid ? guest.process : undefined
    },
    cleanUp: async (id, uuid) => {
      await host.begin('cleanUp', id)
      const guest = host.guests.get(id)
      if (guest?.plan.uuid === uuid) guest.crash()
      host.warm.waiting.delete(id)
      host.cleaned.push(id)
      return host.stuck
    },
    makeLayer: async ({ id, parts }, signal) => {
      await host.begin('makeLayer', id, signal)
      for (const { file } of parts) host.filesOf(id).set(file, false)
    },
    hasVariables: async (id) => host.filesOf(id).has('nvram.fd'),
    isLayerUsed: async ({ id, parts }) => parts.some(({ file }) => host.filesOf(id).get(file) === true),
    mergeLayers: async ({ id }, _report, signal) => host.begin('mergeLayers', id, signal),
    removeUnnamed: async (id, kept) => {
      await host.begin('removeUnnamed', id)
      for (const file of host.filesOf(id).keys()) if (!kept.has(file)) host.filesOf(id).delete(file)
    },
    explainSnapshot: ({ parts }) => parts.map(({ over, file }) => step(`over ${over}`, ['qemu-img', 'create', file])),
    explainCreate: async (plan) => [step('make the folder', ['mkdir', `instances/${plan.id}`])],
    explainControl: (_id, action) => [step(action, ['socat', action])],
    explainStart: async (plan) => [step('start the machine', ['qemu-system-x86_64', '-uuid', plan.uuid])],
    explainPlainly: async (plan) => ({
      steps: [step('start the machine', ['qemu-system-x86_64', '-m', `${plan.memoryBytes / 2 ** 20}`])],
      notes: ['nothing is kept'],
    }),
    log: (id, which, { follow }, signal) => {
      const guest = host.guests.get(id)
      return guest && which === 'serial' ? fakeLog(guest, follow, signal) : nothing()
    },
    warm: fakeWarmStore(host.warm),
    openConnections: (forwards) => forwards.map(({ hostPort }) => host.connections.get(hostPort) ?? 0),
    connectionsMade: () => [...host.connections.values()].reduce((sum, count) => sum + count, 0),
    forks: fakeForkStore(host),
    suspended: fakeSuspendedStore(host),
    screenSocket: (id) => `/run/fake/${id}/vnc.sock`,
  }
}

function step(reason: string, command: string[]) {
  return { reason, command, background: false }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function abortable(gate: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return gate
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([gate, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

const goodHost: EngineReport = {
  facts: {
    architecture: 'x86_64',
    kernel: '6.1.0',
    cpus: 4,
    memoryBytes: 16 * 2 ** 30,
    timeStampKhz: 2_600_000,
    virtualization: 'none',
    nested: null,
    kvm: { usable: false, obstacle: 'no-extension', reason: 'the processor shows neither vmx nor svm' },
    emulators: { x86_64: { path: '/usr/bin/qemu-system-x86_64', version: '7.2.22' } },
    qemuImg: { path: '/usr/bin/qemu-img', version: '7.2.22' },
    passt: { path: '/usr/bin/passt', version: '2023_03_29' },
    firmware: { uefi: ['x86_64'], uBoot: false },
  },
  checks: [],
}
