import { unreachable } from '../../../kit/unreachable.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { memoryId } from './warm.ts'

type Plan = Pick<StartPlan, 'arch' | 'machine' | 'acceleration' | 'firmware' | 'needs' | 'warm'>

/** The properties of a board, each as `-machine` takes it. */
export function machineOptions(plan: Plan): readonly string[] {
  const flash = plan.firmware === 'uefi' ? ['pflash0=firmware-code', 'pflash1=firmware-variables'] : []
  const secure = plan.needs?.secureBoot === true ? ['smm=on'] : []
  const memory = plan.warm === undefined ? [] : [`memory-backend=${memoryId(plan)}`]
  return [...ownOptions(plan), ...secure, 'dump-guest-core=off', ...flash, ...memory]
}

function ownOptions(plan: Plan): readonly string[] {
  const { machine } = plan
  switch (machine) {
    case 'q35':
      return ['usb=off', 'vmport=off', 'hpet=off']
    case 'microvm':
      // ACPI, since a distribution's kernel finds virtio-mmio devices by it; it brings its own SeaBIOS.
      return ['acpi=on', 'rtc=on']
    case 'virt':
      return plan.arch === 'aarch64' ? [`gic-version=${plan.acceleration.kind === 'kvm' ? 'host' : '3'}`] : []
    case 'pseries':
      return pseriesOptions(plan)
    case 's390-ccw-virtio':
      return []
    default:
      return unreachable(machine)
  }
}

/**
 * A kernel that is given directly needs no SLOF, which takes seconds: QEMU answers the calls of Open Firmware itself
 * (x-vof). Of the mitigations TCG knows none, and complains of each (QEMU, docs/system/ppc/pseries).
 */
function pseriesOptions({ acceleration, firmware }: Plan): readonly string[] {
  const unknown = ['cap-cfpc=broken', 'cap-sbbc=broken', 'cap-ibs=broken', 'cap-ccf-assist=off']
  return ['usb=off', ...(firmware === 'direct' ? ['x-vof=on'] : []), ...(acceleration.kind === 'tcg' ? unknown : [])]
}
