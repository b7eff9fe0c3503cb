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
function accelerator({ acceleration, iommu, cpus }: StartPlan): string {
  if (acceleration.kind === 'tcg') return `tcg,thread=multi,tb-size=${translationMebibytes(cpus)}`
  return iommu === null ? 'kvm' : 'kvm,kernel-irqchip=split'
}

/**
 * Room for translated code; when it is full, QEMU begins anew. Left alone it grows to 1 GiB: a Debian of 512 MiB that had booted
 * and worked for a while took 830 MB of the host, and takes 260 MB with 64 MiB, for 7 % more time to boot and none to work.
 * Processors that may come count as well, since each must find room in it when it comes (machine/translation-room.ts).
 */
function translationMebibytes({ count, max = count }: StartPlan['cpus']): number {
  return 64 + 16 * (Math.max(count, max) - 1)
}
