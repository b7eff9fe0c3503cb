import type { OperationId } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import { showOperation } from './show.ts'

/** The operation when it has ended, or as it is after `timeoutMs`. */
export async function waitForOperation(
  deps: Pick<Deps, 'operations'>,
  id: OperationId,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Operation> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    for await (const operation of deps.operations.watch(id, AbortSignal.any([signal, timeout]))) {
      if (operation.state !== 'running') return operation
    }
  } catch (error) {
    if (!timeout.aborted) throw error
  }
  return showOperation(deps, id)
}
