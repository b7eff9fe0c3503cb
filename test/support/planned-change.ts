import type { HostChange } from '../../src/model/host/change.ts'
import type { HostInventory } from '../../src/model/host/inventory.ts'
import type { Wish } from '../../src/plan/host/change/act.ts'
import { planChange } from '../../src/plan/host/change/plan-change.ts'
import { intelDesktop as desktop } from './inventories.ts'

/** The user whom stroj runs as. */
export const ana = {
  name: 'ana',
  uid: 1000,
  groups: ['ana'],
  subordinate: { uids: [], gids: [], free: 100_000, exist: true },
}
/** A network card with SR-IOV, alone in its IOMMU group. */
export const card = '0000:03:00.0'

type Case = Partial<Omit<Wish, 'request' | 'inventory'>> & {
  readonly request?: Partial<Wish['request']>
  readonly inventory?: Partial<HostInventory>
}

export function planOf(name: HostChange['name'], { request, inventory, ...rest }: Case = {}) {
  return planChange({
    request: { name, undo: false, dryRun: false, ...request },
    inventory: { ...desktop, ...inventory },
    account: ana,
    ownFiles: [],
    taken: [],
    templates: new Set(),
    ...rest,
  })
}

/** State and commands; or the code and the words of the refusal. */
export function outcome(...wish: Parameters<typeof planOf>): readonly string[] {
  const verdict = planOf(...wish)
  if (!verdict.ok) return [verdict.refusal.code, verdict.refusal.message]
  return [verdict.plan.state, ...verdict.plan.steps.map(({ command }) => command.join(' '))]
}

/** What remains for a person. */
export function instructions(...wish: Parameters<typeof planOf>): string {
  const verdict = planOf(...wish)
  return verdict.ok ? verdict.plan.instructions.join('\n') : ''
}
