import type { WarmSettings, WarmSettingsChange } from '../../model/warm.ts'
import type { Deps } from '../deps.ts'
import { keepWithinBudget } from './budget.ts'
import { readSettings } from './records.ts'

/** Changes how warm images are kept; what does not fit any more goes at once. */
export async function changeWarmSettings(deps: Deps, change: WarmSettingsChange): Promise<WarmSettings> {
  const before = await readSettings(deps)
  const settings: WarmSettings = {
    automatic: change.automatic ?? before.automatic,
    budget: change.budget ?? before.budget,
  }
  await deps.store.commit([{ kind: 'settings', put: { version: 1, name: 'warm', settings } }])
  await keepWithinBudget(deps, null)
  return settings
}
