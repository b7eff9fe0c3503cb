import { systemReason } from '../../../host/errno.ts'
import { Fault } from '../../../model/fault.ts'
import { readNote, type SetAddress, type TakenDevice, writeNote } from './note.ts'
import { type Bus, type Hold, vfioDriver } from './take.ts'
import { setMac } from './virtual-function.ts'

/**
 * Gives back what was taken, to the drivers that had it; only what the note says. It may be called at any time when QEMU is
 * gone, and as often as one likes. What cannot be given back stays noted for the next time: host.device-stuck for each.
 */
export async function giveBack({ bus, usb, file }: Hold): Promise<readonly Fault[]> {
  const note = await readNote(file)
  const stuck: (readonly [TakenDevice, Fault])[] = []
  for (const device of note.taken) {
    await release(bus, device).catch((cause: unknown) => stuck.push([device, faultOf(device, cause)]))
  }
  // The next guest gets an address of its own: an old one that stays does no harm.
  for (const each of note.set) await restoreMac(bus, each).catch(() => {})
  const faults = stuck.map(([, fault]) => fault)
  for (const port of note.usb) await reconnect(usb, port).catch((cause: unknown) => faults.push(lost(port, cause)))
  await writeNote(file, { taken: stuck.map(([device]) => device), set: [], usb: [] })
  return faults
}

function faultOf({ address, driver }: TakenDevice, cause: unknown): Fault {
  const action = driver === null ? 'given back' : `given back to its driver ${driver}`
  return new Fault('host.device-stuck', { device: address, action, reason: systemReason(cause) }, { cause })
}

/** QEMU gives a USB device back when it ends in order; after a kill it has no driver. Only root can change that. */
async function reconnect(usb: Hold['usb'], port: string): Promise<void> {
  for (const name of await usb.undriven(port)) await usb.probe(name)
}

function lost(port: string, cause: unknown): Fault {
  const reason = `${systemReason(cause)}; unplug it and plug it in again`
  return new Fault('host.device-stuck', { device: port, action: 'given back to its driver', reason }, { cause })
}

/** A device that was unplugged, or a virtual function that was switched off, is nobody's any more. */
async function release(bus: Bus, { address, driver, override }: TakenDevice): Promise<void> {
  if (!(await bus.has(address))) return
  await bus.override(address, override)
  if ((await bus.driverOf(address)) === vfioDriver) await bus.unbind(address)
  if (driver === null || (await bus.driverOf(address)) !== null) return
  await bus.probe(address)
}

async function restoreMac(bus: Bus, { physical, index, mac }: SetAddress): Promise<void> {
  const [name] = await bus.interfacesOf(physical)
  if (name === undefined || mac === null) return
  await setMac(name, index, mac, AbortSignal.timeout(10_000))
}
