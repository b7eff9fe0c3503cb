import { settle } from '../../kit/verdict.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { Instance } from '../../model/instance.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { chooseHardware } from '../../plan/instance/hardware.ts'
import { refuseUnknownCpu } from '../../plan/instance/refuse-cpu.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'

type Subject = { readonly spec: InstanceSpec; readonly image: Instance['image']; readonly facts: HostFacts }

/** Throws the fault instance.cpu-unknown unless QEMU knows the CPU model and the features that a spec names. */
export async function demandCpu(
  deps: Pick<Deps, 'engine' | 'store' | 'library'>,
  { spec, image, facts }: Subject,
  signal: AbortSignal,
): Promise<void> {
  const { cpus } = spec
  if (cpus.model === undefined && (cpus.features ?? []).length === 0) return
  const { arch } = settle(chooseHardware(spec, await imageOf(deps, image), facts))
  const unknown = refuseUnknownCpu(cpus, await deps.engine.cpuModels(arch, 'tcg', signal))
  if (unknown) throw unknown
}
