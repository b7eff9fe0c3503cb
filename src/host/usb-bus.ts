import { entryExists } from './entry-exists.ts'
import { listFolder } from './files.ts'
import { writeAttribute } from './write-attribute.ts'

/** The USB as the kernel shows it and lets root change it (Documentation/ABI/testing/sysfs-bus-usb). `root` is where /sys is mounted. */
export class UsbBus {
  readonly #bus: string

  constructor(root = '/sys') {
    this.#bus = `${root}/bus/usb`
  }

  /** Interfaces of the device at a port, such as 1-2.3, that no driver has; none when nothing is plugged in there. */
  async undriven(port: string): Promise<readonly string[]> {
    const own = (await listFolder(`${this.#bus}/devices`)).filter((name) => name.startsWith(`${port}:`))
    const driven = await Promise.all(own.map((name) => entryExists(`${this.#bus}/devices/${name}/driver`)))
    return own.filter((_name, index) => driven[index] === false)
  }

  /** Has the kernel look for a driver of an interface. That none takes it is no failure. */
  async probe(name: string): Promise<void> {
    await writeAttribute(`${this.#bus}/drivers_probe`, name)
  }
}
