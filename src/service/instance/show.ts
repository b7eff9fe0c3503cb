import type { Instance } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from './read.ts'
import { viewInstance } from './view.ts'

/** How long a guest may take to tell its addresses, in milliseconds; after that it is shown without. */
const addressesDeadlineMs = 1500

/** One instance with all that is known of it; a running guest is asked for its addresses. */
export async function showInstance(deps: Deps, name: InstanceName, signal: AbortSignal): Promise<Instance> {
  const found = await readInstance(deps, name)
  const machine = deps.fleet.stateOf(found.value).kind === 'running' ? deps.fleet.machineOf(found.value.id) : undefined
  const addresses = await machine
    ?.addresses(AbortSignal.any([signal, AbortSignal.timeout(addressesDeadlineMs)]))
    .catch(() => [])
  const disk = await deps.engine.forks.use(found.value.id)
  return { ...viewInstance(deps, found, addresses ?? []), disk }
}
