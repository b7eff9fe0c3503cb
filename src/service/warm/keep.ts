import type { WarmRecord } from '../../contract/store.ts'
import { isSameJson } from '../../kit/same-json.ts'
import type { WarmId } from '../../model/name.ts'
import type { WarmShape } from '../../plan/warm/shape.ts'
import type { Deps } from '../deps.ts'
import { readWarm } from './records.ts'

/** Changes how many machines wait to go on from a warm image; what failed before is tried anew. */
export async function setKeep(deps: Pick<Deps, 'store' | 'waiting'>, id: WarmId, keep: number): Promise<void> {
  const record = await readWarm(deps, id)
  await deps.store.commit([{ kind: 'warm', put: { ...record, keep } }])
  deps.waiting.wake(id)
}

/** How many waited for those before a new one, which are of no use any more. */
export function keepOf(earlier: readonly WarmRecord[], shape: WarmShape): number {
  return Math.max(0, ...earlier.filter((record) => isSameJson(record.shape, shape)).map(({ keep = 0 }) => keep))
}
