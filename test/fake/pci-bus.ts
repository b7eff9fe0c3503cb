import type { PciBus } from '../../src/host/pci-bus.ts'

type Device = { driver: string | null; override: string; readonly own: string | null }

/** The PCI bus of a kernel in memory: drivers come and go by the rules of the real one. */
export class FakePciBus implements Pick<PciBus, keyof PciBus> {
  /** Every change, in order. */
  readonly changes: string[] = []
  readonly #devices: ReadonlyMap<string, Device>
  /** Before which change everything ends, as by a kill; none by default. */
  killBefore = Infinity
  /** Devices that no driver lets go. */
  readonly stuck = new Set<string>()

  /** Addresses and their own drivers; null for a device without one. */
  constructor(devices: Readonly<Record<string, string | null>>) {
    const entries = Object.entries(devices).map(
      ([address, own]) => [address, { driver: own, override: '', own }] as const,
    )
    this.#devices = new Map(entries)
  }

  /** Each device with its driver and override. */
  state(): Readonly<Record<string, string>> {
    const entries = [...this.#devices].map(([address, { driver, override }]) => [
      address,
      `${driver} ${override}`.trim(),
    ])
    return Object.fromEntries(entries) as Record<string, string>
  }

  async has(address: string): Promise<boolean> {
    return this.#devices.has(address)
  }

  async hasDriver(): Promise<boolean> {
    return true
  }

  async driverOf(address: string): Promise<string | null> {
    return this.#find(address).driver
  }

  async overrideOf(address: string): Promise<string> {
    return this.#find(address).override
  }

  async override(address: string, driver: string): Promise<void> {
    this.#change(`override ${address} ${driver}`.trim())
    this.#find(address).override = driver
  }

  async unbind(address: string): Promise<void> {
    this.#change(`unbind ${address}`)
    if (this.stuck.has(address)) throw new Error('device or resource busy')
    this.#find(address).driver = null
  }

  async probe(address: string): Promise<void> {
    this.#change(`probe ${address}`)
    const device = this.#find(address)
    device.driver ??= device.override === '' ? device.own : device.override
  }

  async interfacesOf(): Promise<readonly string[]> {
    return []
  }

  #change(what: string): void {
    if (this.changes.length >= this.killBefore) throw new Error('killed')
    this.changes.push(what)
  }

  #find(address: string): Device {
    const found = this.#devices.get(address)
    if (!found) throw new Error(`there is no ${address}`)
    return found
  }
}
