import { lookEveryMs } from '../../plan/parking/judge.ts'
import type { Deps } from '../deps.ts'
import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { forwardsOf } from './idle.ts'

/** Where none is to be parked, in milliseconds. */
const restMs = 10_000

type Running = { readonly record: InstanceRecord; readonly machine: Machine; readonly afterSeconds: number }

/** Parks what is idle, as the specs say. Ends with the signal. */
export async function keepParking(deps: Deps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const all = await toBeParked(deps)
    deps.idle.keepOnly(new Set(all.map(({ record }) => record.id)))
    await Promise.all(all.map((each) => consider(deps, each, signal)))
    const ms = Math.min(restMs, ...all.map(({ afterSeconds }) => lookEveryMs(afterSeconds)))
    await deps.clock.sleep(ms, signal).catch(() => undefined)
  }
}

async function toBeParked({ fleet, store }: Deps): Promise<readonly Running[]> {
  const running = fleet.machines().filter(({ id }) => fleet.kindOf(id) === 'running')
  const found = await Promise.all(
    running.map(async ({ name, machine }) => ({ machine, record: (await store.get('instance', name))?.value })),
  )
  return found.flatMap(({ machine, record }) =>
    record?.spec.park === undefined ? [] : [{ machine, record, afterSeconds: record.spec.park.after }],
  )
}

async function consider(deps: Deps, { record, machine, afterSeconds }: Running, signal: AbortSignal): Promise<void> {
  try {
    const idleMs = await deps.idle.look(record, machine, signal)
    if (idleMs < afterSeconds * 1000 || record.run?.plan === undefined) return
    deps.idle.forget(record.id)
    const { id, name } = record
    await deps.parking.park(
      { id, name },
      forwardsOf(record.run.plan),
      `it was idle for ${Math.round(idleMs / 1000)} seconds`,
    )
  } catch (error) {
    deps.log.warn('an instance was not parked', { instance: record.name, reason: String(error) })
  }
}
