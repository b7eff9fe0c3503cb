import type { PlannedDisk, StartPlan } from '../../../plan/instance/start-plan.ts'
import { bootProperty } from './boot.ts'
import { jsonOption } from './option.ts'

/** The ports of the controller that is part of q35 (ICH9: six). Drives for media take the first three, disks come from the last. */
const lastPort = 5

/** A disk on SATA, for systems that know nothing of virtio. The guest knows a volume by its serial number here, too. */
export function sataArguments(plan: StartPlan, disk: PlannedDisk, index: number, drive: string): readonly string[] {
  const before = plan.disks.slice(0, index).filter(({ bus }) => bus === 'sata').length
  return jsonOption('device', {
    driver: 'ide-hd',
    id: `disk${index}`,
    drive,
    bus: `ide.${lastPort - before}`,
    ...(disk.source.kind === 'volume' && { serial: disk.source.id }),
    werror: 'stop',
    rerror: 'stop',
    ...bootProperty(plan, 'disk', index),
  })
}
