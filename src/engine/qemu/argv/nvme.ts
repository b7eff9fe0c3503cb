import type { PlannedDisk, StartPlan } from '../../../plan/instance/start-plan.ts'
import { bootProperty } from './boot.ts'
import { jsonOption } from './option.ts'
import { behindPort } from './root-port.ts'

/**
 * A disk behind an NVMe controller of its own; the serial number stays the same as long as the disk has its place.
 * QEMU's controller tells the guest of a full host disk instead of halting it: it has no werror. No firmware boots from a
 * disk that can be split: QEMU 7.2 tells it a path of no device (hw/nvme/ns.c).
 */
export function nvmeArguments(plan: StartPlan, disk: PlannedDisk, index: number, drive: string): readonly string[] {
  const serial = nvmeSerial(plan, index)
  const bus = behindPort(plan, 'disk', index)
  if (disk.virtualFunctions === 0) {
    const boot = bootProperty(plan, 'disk', index)
    return jsonOption('device', { driver: 'nvme', id: `disk${index}`, serial, drive, ...bus, ...boot })
  }
  return [
    ...jsonOption('device', { driver: 'nvme-subsys', id: `subsystem${index}`, nqn: serial }),
    ...jsonOption('device', {
      driver: 'nvme',
      id: `nvme${index}`,
      serial,
      subsys: `subsystem${index}`,
      ...bus,
      ...nvmeShares(disk.virtualFunctions),
    }),
    ...jsonOption('device', {
      driver: 'nvme-ns',
      id: `disk${index}`,
      drive,
      nsid: 1,
      shared: true,
      bus: `nvme${index}`,
    }),
  ]
}

/** At most 20 characters (NVM Express, Identify Controller: SN). */
export function nvmeSerial({ id }: Pick<StartPlan, 'id'>, index: number): string {
  return `${id}-disk${index}`
}

/**
 * For each virtual function two queues, one for administration and one for work, and one interrupt; the rest is the
 * controller's own (QEMU, docs/system/devices/nvme: SR-IOV). The defaults, 64 pairs and 65 interrupts, are enough for 16.
 */
export function nvmeShares(functions: number): Readonly<Record<string, number>> {
  return { sriov_max_vfs: functions, sriov_vq_flexible: 2 * functions, sriov_vi_flexible: functions }
}
