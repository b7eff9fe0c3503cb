import { Fault } from '../../model/fault.ts'
import type { OperationId } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'

export async function showOperation({ operations }: Pick<Deps, 'operations'>, id: OperationId): Promise<Operation> {
  const operation = await operations.current(id)
  if (!operation) throw new Fault('operation.not-found', { id })
  return operation
}
