import type { InstanceRecord } from '../../contract/store.ts'
import type { Deps } from '../deps.ts'
import { planOf } from '../instance/start.ts'
import { chooseBeginning } from './choose.ts'

/**
 * A new instance as the one that a machine waits for, when one waits that is like it: then it has its id, its UUID and the
 * addresses of its network cards. What keeps it from that, its start will tell.
 */
export async function asWhatWaits(deps: Deps, record: InstanceRecord): Promise<InstanceRecord> {
  if (!deps.waiting.hasFree()) return record
  try {
    const plan = await planOf(deps, record)
    const beginning = await chooseBeginning(deps, record, plan)
    if (beginning.kind === 'cold') return record
    return deps.waiting.reserve(record, { plan, start: beginning.start }) ?? record
  } catch (error) {
    deps.log.info('a new instance was not given a machine that waits', { reason: String(error) })
    return record
  }
}
