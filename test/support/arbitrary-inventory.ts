import fc from 'fast-check'
import type { HostInventory } from '../../src/model/host/inventory.ts'
import { ModuleState } from '../../src/model/host/kernel.ts'
import { Extension, Hypervisor } from '../../src/model/host/processor.ts'
import { intelDesktop, module } from './inventories.ts'

const chance = fc.boolean()

/** Hosts of every kind, as far as KVM and the IOMMU hang on them. */
export const hostsOfAllKinds: fc.Arbitrary<HostInventory> = fc
  .record({
    extension: fc.constantFrom(...Extension.options),
    hypervisor: fc.option(fc.constantFrom(...Hypervisor.options)),
    container: fc.option(fc.constant('docker')),
    architecture: fc.constantFrom('x86_64', 'aarch64', 'ppc64le', 's390x', 'riscv64', 'mips'),
    state: fc.constantFrom(...ModuleState.options),
    firmwareLocked: fc.option(chance),
    opening: fc.constantFrom('yes', 'missing', 'denied', 'no-device', 'failed'),
    group: fc.record({ exists: chance, listed: chance, active: chance }),
    iommu: fc.record({ enabled: chance, announced: fc.option(chance), interruptRemapping: fc.option(chance) }),
    kind: fc.constantFrom('intel', 'amd', 'smmu', 'other', 'none'),
  })
  .map(
    (draw): HostInventory => ({
      ...intelDesktop,
      processor: {
        ...intelDesktop.processor,
        extension: draw.extension,
        hypervisor: draw.hypervisor,
        container: draw.container,
        architecture: draw.architecture,
      },
      kernel: {
        ...intelDesktop.kernel,
        firmwareLocked: draw.firmwareLocked,
        modules: ['kvm', 'kvm_intel', 'kvm_amd', 'kvm_hv', 'kvm_pr'].map((name) => module(name, draw.state)),
      },
      kvm: { ...intelDesktop.kvm, opening: draw.opening, exists: draw.opening !== 'missing' },
      user: { ...intelDesktop.user, kvmGroup: draw.group },
      devices: {
        ...intelDesktop.devices,
        iommu: { ...intelDesktop.devices.iommu, ...draw.iommu, kind: draw.kind },
      },
    }),
  )
