import type { OperationId } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'

/** Every change of an operation, beginning with how it is now; ends after its end. */
export function watchOperation(
  { operations }: Pick<Deps, 'operations'>,
  id: OperationId,
  signal: AbortSignal,
): AsyncIterable<Operation> {
  return operations.watch(id, signal)
}
