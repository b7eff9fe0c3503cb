import type { Operation } from '../../model/operation.ts'
import { listOperations, showOperation } from '../../sdk/operation.ts'
import type { Wire } from '../../sdk/wire.ts'
import { UsageError } from '../usage-error.ts'

/** Length of a whole id. */
const idLength = 16

/** The operation with this id, or the only one whose id begins so. */
export async function findOperation(wire: Wire, id: string, signal: AbortSignal): Promise<Operation> {
  if (id.length < idLength) {
    const { items } = await listOperations(wire, { limit: 1000, signal })
    const [found, other] = items.filter((operation) => operation.id.startsWith(id))
    if (found !== undefined && other !== undefined) {
      throw new UsageError(`"${id}" is the beginning of several operations.`, 'Give more letters.')
    }
    if (found !== undefined) return found
  }
  return await showOperation(wire, id, { signal })
}
