import { nearest } from '../../kit/nearest.ts'
import { Fault } from '../../model/fault.ts'
import type { CpuModels } from '../../model/host/cpu-model.ts'
import type { Cpus } from '../../model/spec-cpus.ts'

/** Refuses a CPU model or a feature that no QEMU here knows. What QEMU does not tell is not judged. */
export function refuseUnknownCpu({ model, features = [] }: Cpus, known: CpuModels): Fault | undefined {
  const { arch } = known
  const models = known.models.map(({ name }) => name)
  if (model !== undefined && !models.includes(model)) {
    return new Fault('instance.cpu-unknown', { what: 'model', name: model, arch, near: nearest(model, models) })
  }
  const unknown = features.map((feature) => feature.slice(1)).find((name) => !(known.features?.includes(name) ?? true))
  if (unknown === undefined) return undefined
  const near = nearest(unknown, known.features ?? [])
  return new Fault('instance.cpu-unknown', { what: 'feature', name: unknown, arch, near })
}
