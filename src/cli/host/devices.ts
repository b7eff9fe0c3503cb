import type { Run } from '../loaders.ts'
import { hostDevices } from '../../sdk/host.ts'
import { deviceColumns, deviceRows } from '../render/host-device-row.ts'
import { printForPrograms, printList } from '../render/print.ts'

export const run: Run<'host devices'> = async ({ pci, usb }, session) => {
  const devices = await hostDevices(await session.wire(), { signal: session.signal })
  const both = pci === usb
  const chosen = { ...devices, pci: both || pci ? devices.pci : [], usb: both || usb ? devices.usb : [] }
  if (session.format === 'json' || session.format === 'yaml') return printForPrograms(session, chosen)
  await printList(session, deviceRows(chosen), {
    columns: deviceColumns,
    name: ({ address }) => address,
    empty: 'There are no devices that a guest could be given.',
  })
}
