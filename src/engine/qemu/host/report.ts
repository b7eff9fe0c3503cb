import type { Paths } from '../../../host/paths.ts'
import type { HostCheck, HostReport } from '../../../model/host.ts'
import { imageChecks } from './checks-images.ts'
import { machineChecks } from './checks-machine.ts'
import { networkCheck } from './checks-network.ts'
import { type Circumstances, readCircumstances } from './circumstances.ts'
import { type Findings, readFacts } from './facts.ts'

/** What this host is, and each thing that stroj needs of it: found or not, what it means, and the command that mends it. */
export async function hostReport(paths: Paths, signal: AbortSignal): Promise<HostReport> {
  const [findings, circumstances] = await Promise.all([readFacts(paths, signal), readCircumstances(paths, signal)])
  return { facts: findings.facts, checks: [...checksOf(findings, circumstances)] }
}

/** The checks of `stroj doctor`, in the order in which they are told. */
export function checksOf(findings: Findings, circumstances: Circumstances): readonly HostCheck[] {
  return [
    ...machineChecks(findings, circumstances),
    networkCheck(findings.facts.passt, circumstances),
    ...imageChecks(circumstances),
  ]
}
