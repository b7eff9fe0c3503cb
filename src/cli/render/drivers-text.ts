import type { VolumeDrivers } from '../../model/volume-drivers.ts'
import { visible } from './visible.ts'

const found = {
  yes: 'it has drivers for virtio',
  no: 'it has no drivers for virtio',
  unknown: 'whether it has drivers for virtio is not known',
}

/** What was found when a volume was imported, and what to do about it. */
export function driversText({ virtio, bus, reason }: VolumeDrivers, volume: string): readonly string[] {
  const told = `When it was imported: ${found[virtio]} (${visible(reason)}).`
  return virtio === 'yes' ? [told] : [told, advice(bus, volume)]
}

function advice(bus: VolumeDrivers['bus'], volume: string): string {
  if (bus === null) return `If it does not boot, take \`disks: [{ volume: ${volume}, bus: sata }]\`.`
  return `It boots with \`disks: [{ volume: ${volume}, bus: ${bus} }]\`.`
}
