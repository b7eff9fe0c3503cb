import { systemReason } from '../../../host/errno.ts'
import type { PciBus } from '../../../host/pci-bus.ts'
import { run } from '../../../host/run.ts'
import type { UsbBus } from '../../../host/usb-bus.ts'
import { Fault } from '../../../model/fault.ts'
import type { PlannedHostdev } from '../../../plan/instance/start-plan.ts'
import { type Note, readNote, writeNote } from './note.ts'
import { readMac, setMac } from './virtual-function.ts'

type PciDevice = Extract<PlannedHostdev, { kind: 'pci' }>
type VirtualFunction = NonNullable<PciDevice['virtualFunction']>

/** The driver that gives a device to a program, here QEMU (kernel, Documentation/driver-api/vfio). */
export const vfioDriver = 'vfio-pci'

/** What of the bus is needed. */
export type Bus = Pick<PciBus, keyof PciBus>

/** Where the kernel's devices are changed, and the file that remembers how they were. */
export type Hold = { readonly bus: Bus; readonly usb: Pick<UsbBus, keyof UsbBus>; readonly file: string }

/**
 * Makes the devices of a plan ready for QEMU: their drivers let go and vfio-pci takes them, virtual functions get their
 * hardware address. What was before is durable before it changes, so `giveBack` can follow from any moment.
 * Throws host.device-stuck.
 */
export async function takeDevices(
  { bus, file }: Hold,
  hostdevs: readonly PlannedHostdev[],
  signal: AbortSignal,
): Promise<void> {
  const pci = hostdevs.filter((device) => device.kind === 'pci')
  const parts = pci.flatMap(({ virtualFunction }) => virtualFunction ?? [])
  const addresses = pci.flatMap(({ bind }) => bind)
  const usb = hostdevs.flatMap((device) => (device.kind === 'usb' ? [`${device.bus}-${device.port}`] : []))
  if (parts.length + addresses.length + usb.length === 0) return
  const now = { ...(await present(bus, addresses, parts, signal)), usb }
  await writeNote(file, merged(await readNote(file), now))
  for (const part of parts) await address(bus, part, signal)
  if (addresses.length > 0) await loadVfio(bus, addresses[0] ?? '', signal)
  for (const each of addresses) {
    signal.throwIfAborted()
    await bind(bus, each)
  }
}

async function present(
  bus: Bus,
  addresses: readonly string[],
  parts: readonly VirtualFunction[],
  signal: AbortSignal,
): Promise<Omit<Note, 'usb'>> {
  const taken = addresses.map(async (address) => ({
    address,
    driver: await bus.driverOf(address),
    override: await bus.overrideOf(address),
  }))
  const set = parts.map(async ({ physical, index }) => {
    const name = await interfaceOf(bus, physical)
    return { physical, index, mac: await readMac(name, index, signal).catch(() => null) }
  })
  return { taken: await Promise.all(taken), set: await Promise.all(set) }
}

/** What could not be given back before is still as it was then, not as it is now. */
function merged(before: Note, now: Note): Note {
  const taken = now.taken.filter(({ address }) => before.taken.every((other) => other.address !== address))
  const set = now.set.filter(({ physical, index }) =>
    before.set.every((other) => other.physical !== physical || other.index !== index),
  )
  const usb = [...new Set([...before.usb, ...now.usb])]
  return { taken: [...before.taken, ...taken], set: [...before.set, ...set], usb }
}

async function address(bus: Bus, { physical, index, mac }: VirtualFunction, signal: AbortSignal): Promise<void> {
  const name = await interfaceOf(bus, physical)
  await setMac(name, index, mac, signal).catch((cause: unknown) => {
    signal.throwIfAborted()
    const action = `told the address ${mac} of its virtual function ${index}`
    throw stuck(physical, action, cause)
  })
}

async function interfaceOf(bus: Bus, physical: string): Promise<string> {
  const [name] = await bus.interfacesOf(physical)
  if (name !== undefined) return name
  const reason = 'it has no network interface, so its driver does not run'
  throw new Fault('host.device-stuck', { device: physical, action: 'told the address of a virtual function', reason })
}

async function loadVfio(bus: Bus, device: string, signal: AbortSignal): Promise<void> {
  if (await bus.hasDriver(vfioDriver)) return
  await run('modprobe', [vfioDriver], { signal, timeoutMs: 20_000 }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw stuck(device, `taken over by ${vfioDriver}`, cause)
  })
}

async function bind(bus: Bus, device: string): Promise<void> {
  const action = `taken over by ${vfioDriver}`
  try {
    await bus.override(device, vfioDriver)
    if ((await bus.driverOf(device)) !== null) await bus.unbind(device)
    await bus.probe(device)
  } catch (cause) {
    throw stuck(device, action, cause)
  }
  const driver = await bus.driverOf(device)
  if (driver === vfioDriver) return
  throw new Fault('host.device-stuck', { device, action, reason: `its driver is ${driver ?? 'none'} now` })
}

function stuck(device: string, action: string, cause: unknown): Fault {
  return new Fault('host.device-stuck', { device, action, reason: systemReason(cause) }, { cause })
}
