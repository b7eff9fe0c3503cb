import type { HostDevices, PciDevice } from '../../../model/host/device.ts'
import type { HostInventory } from '../../../model/host/inventory.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { usbObstacles } from '../judge-devices.ts'
import { passThroughOf } from '../pass-through.ts'
import { judgeOf } from '../../../model/host/judge.ts'
import { counted, countedPart } from './counted.ts'

const { ok, note } = judgeOf('devices')

/** Devices in a few lines; `stroj host devices` has them one by one. */
export function deviceChecks({ devices }: HostInventory): readonly HostCheck[] {
  return [pci(devices), ...devices.pci.flatMap(sharing), usb(devices)]
}

function pci(devices: HostDevices): HostCheck {
  const real = devices.pci.filter(({ isBridge }) => !isBridge)
  const free = real.filter((device) => passThroughOf(device, devices).possible)
  if (real.length === 0) return note('PCI', 'no devices', 'Cards that are plugged in can be given to a guest.')
  const found = `${countedPart(real.length, 'device', free.length)} can be given to a guest`
  return note('PCI', found, 'What stands in the way of the others is told by `stroj host devices --pci`.')
}

/** A card with SR-IOV. */
function sharing({ address, name, ids, virtualFunctions }: PciDevice): readonly HostCheck[] {
  if (virtualFunctions === null) return []
  const { on, most } = virtualFunctions
  const found = `${address} ${name ?? ids}: ${on} of ${counted(most, 'virtual function')} on`
  const meaning = 'Each can be given to a guest of its own, while the host keeps the card.'
  if (on > 0) return [ok('SR-IOV', found, meaning)]
  const fix = `stroj host virtual-functions ${address} ${most}`
  return [note('SR-IOV', found, meaning, { fix, change: 'virtual-functions' })]
}

function usb({ usb }: HostDevices): HostCheck {
  const free = usb.filter((device) => usbObstacles(device).length === 0)
  const name = 'USB'
  if (usb.length === 0) return note(name, 'no devices', 'What is plugged in can be given to a guest.')
  if (free.length === usb.length) return ok(name, counted(usb.length, 'device'), 'Each can be given to a guest.')
  const found = `${countedPart(usb.length, 'device', free.length)} can be given to a guest`
  return note(name, found, 'What stands in the way of the others is told by `stroj host devices --usb`.')
}
