import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { boardOf, virtio } from './board.ts'
import { bootProperty } from './boot.ts'
import { jsonOption } from './option.ts'

/** The drive is on SATA where there is any, which every installer knows; else on virtio's SCSI. */
export function cdromArguments(plan: StartPlan): readonly string[] {
  if (plan.cdrom === null) return []
  return [...jsonOption('blockdev', mediumNode(plan.cdrom)), ...driveArguments(plan)]
}

/** What is in the drive: read as it is, whatever it holds. */
export function mediumNode(path: string): Record<string, unknown> {
  return {
    'node-name': 'cdrom0-image',
    driver: 'raw',
    'read-only': true,
    file: { driver: 'file', filename: path, 'read-only': true },
  }
}

function driveArguments(plan: StartPlan): readonly string[] {
  const rest = { drive: 'cdrom0-image', ...bootProperty(plan, 'cdrom', 0) }
  if (boardOf(plan).drive === 'sata')
    return jsonOption('device', { driver: 'ide-cd', id: 'cdrom0', bus: 'ide.0', ...rest })
  return [
    ...jsonOption('device', { driver: virtio(plan, 'scsi'), id: 'scsi0' }),
    ...jsonOption('device', { driver: 'scsi-cd', id: 'cdrom0', bus: 'scsi0.0', ...rest }),
  ]
}
