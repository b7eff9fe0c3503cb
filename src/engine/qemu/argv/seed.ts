import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { seedFile } from '../seed/write-seed.ts'
import { virtio } from './board.ts'
import { underIommu } from './iommu.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'
import { queueProperty } from './queues.ts'
import { behindPort } from './root-port.ts'

/** What cloud-init reads, as a disk that cannot be written and is not booted from; the drive stays free for media. */
export function seedArguments(plan: StartPlan, { own }: Places): readonly string[] {
  if (!plan.seed) return []
  const filename = seedFile(own)
  return [
    ...jsonOption('blockdev', {
      'node-name': 'seed-image',
      driver: 'raw',
      'read-only': true,
      file: { driver: 'file', filename, 'read-only': true },
    }),
    ...jsonOption('device', {
      driver: virtio(plan, 'blk'),
      ...queueProperty(plan),
      id: 'seed',
      drive: 'seed-image',
      serial: 'cloud-init',
      ...behindPort(plan, 'seed', 0),
      ...underIommu(plan),
    }),
  ]
}
