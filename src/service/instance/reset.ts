import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { touchInstance } from './touch.ts'

/** Presses the reset button: the same process boots anew. */
export function resetInstance(deps: Deps, name: InstanceName, request: RequestContext): Promise<Operation> {
  return touchInstance(deps, name, 'reset', request)
}
