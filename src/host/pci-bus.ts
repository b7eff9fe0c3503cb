import { readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { entryExists } from './entry-exists.ts'
import { listFolder, readTextIfAny } from './files.ts'
import { writeAttribute } from './write-attribute.ts'

/**
 * The PCI bus as the kernel lets root change it (Documentation/ABI/testing/sysfs-bus-pci). `root` is where /sys is mounted.
 * Every write gives up after `patienceMs`: a driver that does not let go keeps the writer waiting.
 */
export class PciBus {
  readonly #bus: string
  readonly #patienceMs: number

  constructor(root = '/sys', patienceMs = 20_000) {
    this.#bus = `${root}/bus/pci`
    this.#patienceMs = patienceMs
  }

  has(address: string): Promise<boolean> {
    return entryExists(this.#device(address))
  }

  hasDriver(driver: string): Promise<boolean> {
    return entryExists(`${this.#bus}/drivers/${driver}`)
  }

  async driverOf(address: string): Promise<string | null> {
    return readlink(`${this.#device(address)}/driver`).then(basename, () => null)
  }

  /** The only driver that may take it; empty for any. */
  async overrideOf(address: string): Promise<string> {
    const text = ((await readTextIfAny(`${this.#device(address)}/driver_override`)) ?? '').trim()
    return text === '(null)' ? '' : text
  }

  /** Empty for any driver. */
  async override(address: string, driver: string): Promise<void> {
    await this.#write(`${this.#device(address)}/driver_override`, `${driver}\n`)
  }

  async unbind(address: string): Promise<void> {
    await this.#write(`${this.#device(address)}/driver/unbind`, address)
  }

  /** Has the kernel look for a driver. That none takes it is no failure. */
  async probe(address: string): Promise<void> {
    await this.#write(`${this.#bus}/drivers_probe`, address)
  }

  /** The network interfaces of a card. */
  interfacesOf(address: string): Promise<readonly string[]> {
    return listFolder(`${this.#device(address)}/net`)
  }

  #device(address: string): string {
    return `${this.#bus}/devices/${address}`
  }

  async #write(path: string, text: string): Promise<void> {
    const timeout = Promise.withResolvers<never>()
    const timer = setTimeout(
      () => timeout.reject(new Error(`${path} took longer than ${this.#patienceMs} ms`)),
      this.#patienceMs,
    )
    try {
      await Promise.race([writeAttribute(path, text), timeout.promise])
    } finally {
      clearTimeout(timer)
    }
  }
}
