import { architectureOf } from '../../model/architecture.ts'
import type { CpuModels, CpuModelsQuery } from '../../model/host/cpu-model.ts'
import { chooseAcceleration } from '../../plan/instance/acceleration.ts'
import type { Deps } from '../deps.ts'

/** The CPU models and features for guests of an architecture, and what this host lacks for each. */
export async function hostCpuModels(
  { engine }: Pick<Deps, 'engine'>,
  { arch }: CpuModelsQuery,
  signal: AbortSignal,
): Promise<CpuModels> {
  const { facts } = await engine.host(signal)
  const wanted = arch ?? architectureOf(facts.architecture) ?? 'x86_64'
  const acceleration = chooseAcceleration('auto', wanted, facts)
  return await engine.cpuModels(wanted, acceleration.ok ? acceleration.plan.kind : 'tcg', signal)
}
