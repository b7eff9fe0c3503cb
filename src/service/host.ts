import type { HostReport } from '../model/host/report.ts'
import type { Deps } from './deps.ts'

/** What this host can do, what is missing, and what mends it. */
export async function hostReport({ engine }: Pick<Deps, 'engine'>, signal: AbortSignal): Promise<HostReport> {
  const { facts, checks } = await engine.host(signal)
  return { facts, checks: [...checks] }
}
