import type { InstanceRecord } from '../../contract/store.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import { type SnapshotTree, withVariables } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import { readTree, writeTree } from './read.ts'
import { settledTree } from './settle-pending.ts'

/** The snapshots as a start needs them: every file that it will write is named in them before it does. */
export async function startingTree(
  deps: Deps,
  record: InstanceRecord,
  { firmware }: Pick<StartPlan, 'firmware'>,
): Promise<SnapshotTree | undefined> {
  const settled = await settledTree(deps, record)
  if (!settled || firmware !== 'uefi') return settled
  const tree = withVariables(settled)
  if (tree === settled) return settled
  await writeTree(deps, record, { tree, revision: (await readTree(deps, record))?.revision ?? 0 })
  return tree
}
