import type { Paths } from '../../../host/paths.ts'
import type { EngineReport } from '../../../contract/engine.ts'
import type { HostFacts } from '../../../model/host/facts.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { imageChecks } from './checks-images.ts'
import { machineChecks } from './checks-machine.ts'
import { networkCheck } from './checks-network.ts'
import { type Circumstances, readCircumstances } from './circumstances.ts'
import { readFacts } from './facts.ts'

/** What this host is, and each thing that stroj needs of it: found or not, what it means, and the command that mends it. */
export async function hostReport(paths: Paths, signal: AbortSignal): Promise<EngineReport> {
  const [facts, circumstances] = await Promise.all([readFacts(paths, signal), readCircumstances(paths, signal)])
  return { facts, checks: checksOf(facts, circumstances) }
}

/** What an engine needs of the host, in the order in which it is told. */
export function checksOf(facts: HostFacts, circumstances: Circumstances): readonly HostCheck[] {
  return [...machineChecks(facts), networkCheck(facts.passt, circumstances), ...imageChecks(circumstances)]
}
