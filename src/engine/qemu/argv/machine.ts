import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { machineOptions } from './machine-options.ts'

/** Kills QEMU, rather than answering with an error, when it asks the kernel for what it never needs (qemu(1), -sandbox). */
const sandbox = 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny'

/** The board, the accelerator, the memory, and who it is. */
export function machineArguments(plan: StartPlan): readonly string[] {
  return [
    '-nodefaults',
    '-no-user-config',
    '-name',
    `stroj-${plan.id}`,
    '-uuid',
    plan.uuid,
    '-machine',
    [plan.machineType, ...machineOptions(plan)].join(','),
    '-accel',
    accelerator(plan),
    '-m',
    memory(plan),
    '-display',
    'none',
    '-sandbox',
    sandbox,
  ]
}

function memory({ memoryBytes, memoryMaxBytes }: StartPlan): string {
  const size = memoryBytes / 2 ** 20
  return memoryMaxBytes === undefined ? String(size) : `${size}M,maxmem=${memoryMaxBytes / 2 ** 20}M`
}

/** An IOMMU can remap interrupts only where QEMU delivers those of devices itself (QEMU, hw/i386/x86-iommu.c). */
function accelerator({ acceleration, iommu }: StartPlan): string {
  if (acceleration.kind === 'tcg') return 'tcg,thread=multi'
  return iommu === null ? 'kvm' : 'kvm,kernel-irqchip=split'
}
