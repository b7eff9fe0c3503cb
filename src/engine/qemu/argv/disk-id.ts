import type { PlannedDisk } from '../../../plan/instance/start-plan.ts'
import { volumeNames } from './volume.ts'

/** A volume has a name of its own, by which it is found to be taken out; other disks are known by their place. */
export function diskId({ source, bus }: Pick<PlannedDisk, 'source' | 'bus'>, index: number): string {
  return source.kind === 'volume' && bus === 'virtio' ? volumeNames(source.id).device : `disk${index}`
}
