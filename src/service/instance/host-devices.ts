import type { InstanceRecord } from '../../contract/store.ts'
import { settle } from '../../kit/verdict.ts'
import { needsDevices, planHostdevs } from '../../plan/instance/plan-hostdevs.ts'
import type { TakenDevices } from '../../plan/instance/device-scene.ts'
import type { PlannedHostdev } from '../../plan/instance/start-plan.ts'
import type { Deps } from '../deps.ts'

/** How long looking at the devices of the host may take, in milliseconds. */
const lookDeadlineMs = 10_000

/** Which devices of the host an instance would get now; throws the refusal. Most specs ask for none. */
export async function hostdevsOf(
  deps: Pick<Deps, 'host' | 'store'>,
  record: InstanceRecord,
): Promise<readonly PlannedHostdev[]> {
  if (!needsDevices(record.spec)) return []
  const [devices, taken] = await Promise.all([
    deps.host.devices(AbortSignal.timeout(lookDeadlineMs)),
    takenByOthers(deps, record),
  ])
  return settle(planHostdevs(record, devices, taken))
}

/**
 * Holds other starts with devices back until this one has recorded what it takes, so that none of them is given twice.
 * Undefined, and nobody waits, for a spec that asks for none.
 */
export async function deviceTurn({ deviceTurns }: Deps, { spec }: InstanceRecord): Promise<Disposable | undefined> {
  return needsDevices(spec) ? deviceTurns.take() : undefined
}

/** By their records, so that it is known after a restart of the daemon too. */
async function takenByOthers({ store }: Pick<Deps, 'store'>, { id }: InstanceRecord): Promise<readonly TakenDevices[]> {
  const instances = await store.list('instance', { limit: await store.count('instance') })
  return instances.flatMap(({ value: { id: other, name, run } }) =>
    run && other !== id ? [{ name, hostdevs: run.hostdevs }] : [],
  )
}
