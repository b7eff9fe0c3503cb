import { Fault } from '../../model/fault.ts'
import type { OperationId } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import { showOperation } from './show.ts'

/** Asks an operation to stop; it ends as `cancelled` when it has undone what it began. */
export async function cancelOperation(deps: Pick<Deps, 'operations'>, id: OperationId): Promise<Operation> {
  const operation = await showOperation(deps, id)
  if (!operation.cancellable || !deps.operations.abort(id)) {
    throw new Fault('operation.not-cancellable', { id, state: operation.state })
  }
  return showOperation(deps, id)
}
