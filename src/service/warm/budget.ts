import { formatBytes } from '../../kit/bytes.ts'
import { Fault } from '../../model/fault.ts'
import type { WarmId } from '../../model/name.ts'
import { toEvict } from '../../plan/warm/evict.ts'
import type { Deps } from '../deps.ts'
import { readSettings, warmRecords } from './records.ts'
import { discardWarm } from './remove.ts'

/** Removes what does not fit, the least recently used first. `spare` stays. */
export async function keepWithinBudget(deps: Deps, spare: WarmId | null): Promise<void> {
  const { budget } = await readSettings(deps)
  for (const id of toEvict(await warmRecords(deps), budget, spare)) {
    await discardWarm(deps, id)
    deps.log.info('a warm image had to go, since all of them took more than their budget', { id })
  }
}

/** What a guest needs of the host when every page of its memory is used. Throws warm.over-budget. */
export async function demandBudget(deps: Deps, memoryBytes: number): Promise<void> {
  const { budget } = await readSettings(deps)
  if (memoryBytes <= budget) return
  throw new Fault('warm.over-budget', { needed: formatBytes(memoryBytes), budget: formatBytes(budget) })
}
