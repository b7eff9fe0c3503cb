import type { StartPlan } from '../../../plan/instance/plan-start.ts'

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
    [plan.machineType, ...(plan.machine === 'q35' ? q35Options(plan) : microvmOptions)].join(','),
    '-accel',
    accelerator(plan),
    '-m',
    String(plan.memoryBytes / 2 ** 20),
    '-display',
    'none',
    '-sandbox',
    sandbox,
  ]
}

function q35Options({ firmware }: StartPlan): readonly string[] {
  const flash = firmware === 'uefi' ? ['pflash0=firmware-code', 'pflash1=firmware-variables'] : []
  return ['usb=off', 'vmport=off', 'hpet=off', 'dump-guest-core=off', ...flash]
}

/** ACPI, since a distribution's kernel finds virtio-mmio devices by it; it brings its own SeaBIOS. */
const microvmOptions = ['acpi=on', 'rtc=on', 'dump-guest-core=off']

/** An IOMMU can remap interrupts only where QEMU delivers those of devices itself (QEMU, hw/i386/x86-iommu.c). */
function accelerator({ acceleration, iommu }: StartPlan): string {
  if (acceleration.kind === 'tcg') return 'tcg,thread=multi'
  return iommu === null ? 'kvm' : 'kvm,kernel-irqchip=split'
}
