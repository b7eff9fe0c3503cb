import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import { bootProperty } from './boot.ts'
import { jsonOption } from './option.ts'

/** The drive is on SATA, which every installer knows. */
export function cdromArguments(plan: StartPlan): readonly string[] {
  if (plan.cdrom === null) return []
  return [
    ...jsonOption('blockdev', {
      'node-name': 'cdrom0-image',
      driver: 'raw',
      'read-only': true,
      file: { driver: 'file', filename: plan.cdrom, 'read-only': true },
    }),
    ...jsonOption('device', {
      driver: 'ide-cd',
      id: 'cdrom0',
      bus: 'ide.0',
      drive: 'cdrom0-image',
      ...bootProperty(plan, 'cdrom', 0),
    }),
  ]
}
