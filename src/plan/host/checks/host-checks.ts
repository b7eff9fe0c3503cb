import type { HostFacts } from '../../../model/host/facts.ts'
import type { HostInventory } from '../../../model/host/inventory.ts'
import { type HostCheck, HostSection } from '../../../model/host/report.ts'
import { fixOutside } from './cause.ts'
import { deviceChecks } from './devices.ts'
import { iommuChecks } from './iommu.ts'
import { isolationChecks } from './isolation.ts'
import { kernelChecks } from './kernel.ts'
import { kvmChecks } from './kvm.ts'
import { memoryChecks } from './memory.ts'
import { processorChecks } from './processor.ts'
import { toolChecks } from './tools.ts'

/** What was found on the host, judged: what each fact means, and what mends it. */
export function hostChecks(inventory: HostInventory, facts: HostFacts): readonly HostCheck[] {
  const ofKernel = [
    ...processorChecks(inventory.processor),
    ...kernelChecks(inventory),
    ...iommuChecks(inventory),
    ...deviceChecks(inventory),
    ...memoryChecks(inventory.memory),
    ...isolationChecks(inventory),
  ]
  const { container } = inventory.processor
  return [
    ...(container === null ? ofKernel : ofKernel.map(fixedOutside)),
    ...kvmChecks(inventory, facts),
    ...toolChecks(inventory),
  ]
}

/** Within a container nothing of the kernel is changed. */
function fixedOutside(check: HostCheck): HostCheck {
  const { fix, meaning } = check
  return fix === null ? check : { ...check, meaning: fixOutside(meaning, fix), fix: null, change: null }
}

/** The checks of the host and those of an engine, section by section. Of the same thing the engine knows more. */
export function joinChecks(host: readonly HostCheck[], engine: readonly HostCheck[]): HostCheck[] {
  const told = new Set(engine.map(({ name }) => name))
  const all = [...engine, ...host.filter(({ name }) => !told.has(name))]
  return HostSection.options.flatMap((section) => all.filter((check) => check.section === section))
}
