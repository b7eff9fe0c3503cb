import type { InstanceRecord } from '../../contract/store.ts'
import { lineOf } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import type { Task } from '../operation/begin.ts'
import { readTree } from '../snapshot/read.ts'
import { tidy } from '../snapshot/tidy.ts'

/** From how many layers on they are looked at: fewer cost no guest anything. */
const many = 4

/**
 * Merges the layers that earlier forks have left and that nobody shares any more, so that an instance which is forked again and
 * again stays as it is. The forks are made by then: what fails, or is cancelled, is done after the next one.
 */
export async function tidyUp(deps: Deps, record: InstanceRecord, task: Task): Promise<void> {
  const found = await readTree(deps, record)
  if (!found || lineOf(found.tree, found.tree.current).length < many) return
  await tidy(deps, record, task).catch((error: unknown) =>
    deps.log.info('layers of earlier forks stay for now', { instance: record.name, reason: String(error) }),
  )
}
