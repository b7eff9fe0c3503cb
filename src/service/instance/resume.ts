import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { touchInstance } from './touch.ts'

/** Lets its processors go on, also after it was paused because the disk of the host was full. */
export function resumeInstance(deps: Deps, name: InstanceName, request: RequestContext): Promise<Operation> {
  return touchInstance(deps, name, 'resume', request)
}
