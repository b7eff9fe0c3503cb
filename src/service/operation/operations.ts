import type { World } from '../deps.ts'
import type { OperationRecord } from '../../contract/store.ts'
import { Bell } from '../../kit/bell.ts'
import { Fault } from '../../model/fault.ts'
import type { OperationId } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { OperationId as OperationIdSchema } from '../../model/name.ts'
import type { EventLog } from '../event/event-log.ts'
import type { Beginning, RequestContext, Task, Work } from './begin.ts'
import { problemOf } from './problem-of.ts'

type Live = {
  operation: Operation
  readonly record: OperationRecord
  readonly abort: AbortController
  readonly bell: Bell
}

/** Progress is told at most this often, in milliseconds; every change of phase is told. */
const progressIntervalMs = 100

/** The operations that run now, and the way to begin one. */
export class Operations {
  readonly #world: Pick<World, 'store' | 'clock' | 'random' | 'log'> & { readonly events: EventLog }
  readonly #live = new Map<OperationId, Live>()
  readonly #unrecorded = new Map<OperationId, Operation>()
  readonly #keys = new Map<string, { readonly id: OperationId; readonly fingerprint: string }>()

  constructor(world: Pick<World, 'store' | 'clock' | 'random' | 'log'> & { readonly events: EventLog }) {
    this.#world = world
  }

  /** Makes the record durable, starts the work, and returns without waiting for its end. */
  async begin(beginning: Beginning, work: Work): Promise<Operation> {
    using resources = new DisposableStack()
    if (beginning.resources) resources.use(beginning.resources)
    const { idempotencyKey: key, fingerprint } = beginning.request
    const operation = this.#fresh(beginning)
    const record: OperationRecord = {
      version: 1,
      operation,
      idempotency: key === undefined ? null : { key, request: fingerprint },
    }
    const written = await this.#world.store.commit([
      ...(beginning.writes ?? []),
      { kind: 'operation', put: record, expected: 0 },
    ])
    if (written === 'conflict') throw new Fault('request.stale', { name: beginning.target })
    this.#remember(record)
    return this.#run(record, work, resources.move())
  }

  /** Goes on with an operation that a daemon before this one has begun. */
  resume(record: OperationRecord, work: Work, resources: Disposable): Operation {
    return this.#run(record, work, resources)
  }

  /** The earlier operation when this request was made before; throws when its key was used for another one. */
  async replay({ idempotencyKey, fingerprint }: RequestContext): Promise<Operation | undefined> {
    const known = idempotencyKey === undefined ? undefined : this.#keys.get(idempotencyKey)
    if (idempotencyKey === undefined || known === undefined) return undefined
    if (known.fingerprint !== fingerprint) throw new Fault('request.reused-key', { key: idempotencyKey })
    return this.current(known.id)
  }

  /** As it is now, running or ended. */
  async current(id: OperationId): Promise<Operation | undefined> {
    return (
      this.#live.get(id)?.operation ??
      this.#unrecorded.get(id) ??
      (await this.#world.store.get('operation', id))?.value.operation
    )
  }

  running(): readonly Operation[] {
    return [...this.#live.values()].map(({ operation }) => operation)
  }

  /** Asks the work to stop. False when it does not run. */
  abort(id: OperationId): boolean {
    const live = this.#live.get(id)
    live?.abort.abort(new Fault('operation.cancelled', { kind: live.operation.kind, target: live.operation.target }))
    return live !== undefined
  }

  /** Every change until the end, beginning with how it is now. */
  async *watch(id: OperationId, signal: AbortSignal): AsyncGenerator<Operation, undefined> {
    for (;;) {
      const live = this.#live.get(id)
      const operation = await this.current(id)
      if (!operation) throw new Fault('operation.not-found', { id })
      const changed = live?.bell.wait(signal)
      changed?.catch(() => undefined)
      yield operation
      if (operation.state !== 'running' || !changed) return
      if (this.#live.get(id)?.operation === operation) await changed
    }
  }

  /** So that an idempotency key is known again after a restart. */
  remember(record: OperationRecord): void {
    this.#remember(record)
  }

  #remember({ operation, idempotency }: OperationRecord): void {
    if (idempotency) this.#keys.set(idempotency.key, { id: operation.id, fingerprint: idempotency.request })
  }

  #fresh({ kind, target, cancellable }: Beginning): Operation {
    return {
      id: OperationIdSchema.parse(this.#world.random.token(16)),
      kind,
      target,
      state: 'running',
      phase: 'starting',
      progress: null,
      notes: [],
      cancellable,
      createdAt: this.#world.clock.now().toISOString(),
      endedAt: null,
      result: null,
      problem: null,
    }
  }

  #run(record: OperationRecord, work: Work, resources: Disposable): Operation {
    const { operation } = record
    const live: Live = { operation, record, abort: new AbortController(), bell: new Bell() }
    this.#live.set(operation.id, live)
    this.#publish(live)
    void this.#carryOut(live, work, resources)
    return operation
  }

  async #carryOut(live: Live, work: Work, resources: Disposable): Promise<void> {
    const end = await work(this.#taskOf(live)).then(
      (result) => ({ state: 'done' as const, result, problem: null }),
      (error: unknown) => this.#failure(live, error),
    )
    resources[Symbol.dispose]()
    const endedAt = this.#world.clock.now().toISOString()
    live.operation = { ...live.operation, ...end, phase: end.state, endedAt, cancellable: false }
    await this.#recordEnd(live)
    this.#live.delete(live.operation.id)
    this.#publish(live)
    live.bell.ring()
  }

  /** What cannot be recorded is told from memory, as long as this daemon lives; the next one looks what became of it. */
  async #recordEnd({ record, operation }: Live): Promise<void> {
    try {
      await this.#world.store.commit([{ kind: 'operation', put: { ...record, operation } }])
    } catch (error) {
      this.#unrecorded.set(operation.id, operation)
      this.#world.log.error('the end of an operation could not be recorded', error)
    }
  }

  #failure(live: Live, error: unknown): Pick<Operation, 'state' | 'result' | 'problem'> {
    const cancelled = live.abort.signal.aborted
    // Work that leaves something says so itself.
    const saysItself = error instanceof Fault && error.code === 'operation.cancelled'
    const cause = cancelled && !saysItself ? live.abort.signal.reason : error
    const { problem, reference } = problemOf(cause, this.#world.random)
    if (reference !== undefined)
      this.#world.log.error('an operation failed', error, { reference, id: live.operation.id })
    return { state: cancelled ? 'cancelled' : 'failed', result: null, problem }
  }

  #taskOf(live: Live): Task {
    let toldAt = -Infinity
    const change = (part: Partial<Operation>) => {
      live.operation = { ...live.operation, ...part }
      live.bell.ring()
    }
    return {
      id: live.operation.id,
      signal: live.abort.signal,
      note: (text) => change({ notes: [...live.operation.notes, text] }),
      report: (phase, progress) => {
        const now = this.#world.clock.steady()
        const samePhase = phase === live.operation.phase
        if (samePhase && now - toldAt < progressIntervalMs) return
        toldAt = now
        change({ phase, progress: progress ?? null })
        if (!samePhase) this.#publish(live)
      },
    }
  }

  #publish({ operation }: Live): void {
    const { id, kind, target, state, phase } = operation
    this.#world.events.publish('operation.changed', id, { kind, target, state, phase })
  }
}
