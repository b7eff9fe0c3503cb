import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { touchInstance } from './touch.ts'

/** Stops its processors; memory stays. */
export function pauseInstance(deps: Deps, name: InstanceName, request: RequestContext): Promise<Operation> {
  return touchInstance(deps, name, 'pause', request)
}
