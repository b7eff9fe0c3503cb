import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import type { InstanceId } from '../../model/name.ts'
import type { ParkingView } from '../../model/instance.ts'
import type { PortForward } from '../../model/port-forward.ts'
import { busyReason } from '../../plan/parking/judge.ts'
import { parkingObstacle } from '../../plan/parking/obstacle.ts'
import type { World } from '../deps.ts'
import type { Leases } from '../leases.ts'
import { type Look, sampleBetween } from '../usage/rate.ts'
import type { Parking } from './parking.ts'

type Parts = Pick<World, 'engine' | 'clock'> & { readonly parking: Parking; readonly leases: Leases }
type Seen = { readonly look: Look; readonly idleSince: Look | null; readonly busy: string | null }

/** Patience with one machine, in milliseconds. */
const lookMs = 2000

/** What each instance that is to be parked was seen to do. */
export class Idle {
  readonly #parts: Parts
  readonly #seen = new Map<InstanceId, Seen>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** For people. Nothing is known of one that was not looked at twice. */
  viewOf(id: InstanceId): ParkingView {
    const { idleSince = null, busy = null } = this.#seen.get(id) ?? {}
    return { idleSince: idleSince && idleSince.at.toISOString(), busy }
  }

  /** What was seen before says nothing any more. */
  forget(id: InstanceId): void {
    this.#seen.delete(id)
  }

  /** Whose machine is gone is nothing to remember. */
  keepOnly(ids: ReadonlySet<InstanceId>): void {
    for (const id of this.#seen.keys()) if (!ids.has(id)) this.#seen.delete(id)
  }

  /** Looks once more; how long it has been idle now, in milliseconds, and 0 when it is busy or does not answer. */
  async look(record: InstanceRecord, machine: Machine, signal: AbortSignal): Promise<number> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(lookMs)])
    const usage = await machine.usage(limit).catch(() => undefined)
    if (!usage) return 0
    const { clock } = this.#parts
    const look = { at: clock.now(), steadyMs: clock.steady(), usage }
    const before = this.#seen.get(record.id)
    const busy = before === undefined ? null : (this.#busyReason(record, before.look, look) ?? null)
    const idleSince = before === undefined || busy !== null ? null : (before.idleSince ?? before.look)
    this.#seen.set(record.id, { look, idleSince, busy })
    return idleSince === null ? 0 : look.steadyMs - idleSince.steadyMs
  }

  #busyReason({ id, name, run, toInstall }: InstanceRecord, before: Look, now: Look): string | undefined {
    const { engine, parking, leases } = this.#parts
    if (toInstall === true || run?.plan === undefined) return 'its system is being installed'
    const obstacle = parkingObstacle(run.plan)
    if (obstacle !== undefined) return obstacle
    if (leases.isTaken(name)) return 'an operation has it'
    const forwards = forwardsOf(run.plan)
    const counts = engine.openConnections(forwards)
    return busyReason({
      sample: sampleBetween(before, now),
      processors: run.plan.cpus.count,
      uses: parking.usesOf(id),
      connections: forwards.map((forward, index) => ({ forward, count: counts[index] ?? 0 })),
    })
  }
}

/** The ports of the host that lead into it. */
export function forwardsOf({
  nics,
}: {
  readonly nics: readonly { readonly forward: readonly PortForward[] }[]
}): readonly PortForward[] {
  return nics.flatMap(({ forward }) => forward.filter(({ protocol }) => protocol === 'tcp'))
}
