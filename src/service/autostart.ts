import type { InstanceName } from '../model/name.ts'
import { shouldAutostart } from '../plan/instance/autostart.ts'
import type { Deps } from './deps.ts'
import { startInstance } from './instance/start.ts'
import { ownRequest } from './operation/begin.ts'

/** Starts what the specs want started, once for each boot of the host. `lost`: what ran until the host went down. */
export async function autostart(deps: Deps, hostBootedAt: Date, lost: readonly InstanceName[]): Promise<void> {
  const instances = await deps.store.list('instance', { limit: await deps.store.count('instance') })
  for (const { value: record } of instances) {
    if (!shouldAutostart(record, hostBootedAt, lost.includes(record.name))) continue
    await startInstance(deps, record.name, ownRequest).catch((error: unknown) => {
      deps.log.warn('an instance was not started', { instance: record.name, reason: String(error) })
    })
  }
}
