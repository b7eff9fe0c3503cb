import type { HostReport } from '../../model/host/report.ts'
import { hostChecks, joinChecks } from '../../plan/host/checks/host-checks.ts'
import type { Deps } from '../deps.ts'

/** What this host is and has, what that means, what is missing, and what mends it. */
export async function hostReport(
  { engine, host }: Pick<Deps, 'engine' | 'host'>,
  signal: AbortSignal,
): Promise<HostReport> {
  const [{ facts, checks }, inventory] = await Promise.all([engine.host(signal), host.inventory(signal)])
  return { facts, inventory, checks: joinChecks(hostChecks(inventory, facts), checks) }
}
