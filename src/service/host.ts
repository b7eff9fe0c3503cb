import type { HostReport } from '../model/host.ts'
import type { Deps } from './deps.ts'

/** What this host can do, what is missing, and what mends it. */
export function hostReport({ engine }: Pick<Deps, 'engine'>, signal: AbortSignal): Promise<HostReport> {
  return engine.host(signal)
}
