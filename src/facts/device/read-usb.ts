import { listKernelFolder, mayWrite, readKernelText } from '../../host/kernel-files.ts'
import { DeviceIds, type UsbDevice, UsbPort } from '../../model/host/device.ts'
import { cleanText } from '../clean-text.ts'
import { readNumber } from '../read-number.ts'
import { type Use, usesOf } from './use.ts'

/** The class of hubs (USB Class Codes, usb.org). */
const hub = '09'

/** Devices on the USB without its hubs, in the order of their ports (Documentation/ABI/testing/sysfs-bus-usb). */
export function readUsb(root: string, uses: readonly Use[]): UsbDevice[] {
  const folder = `${root}/sys/bus/usb/devices`
  return listKernelFolder(folder)
    .filter((port) => UsbPort.safeParse(port).success)
    .flatMap((port) => readDevice(root, `${folder}/${port}`, port, uses) ?? [])
}

function readDevice(root: string, folder: string, port: string, uses: readonly Use[]): UsbDevice | null {
  if (readKernelText(`${folder}/bDeviceClass`) === hub) return null
  const ids = `${readKernelText(`${folder}/idVendor`)}:${readKernelText(`${folder}/idProduct`)}`
  const [bus, number] = [readNumber(`${folder}/busnum`), readNumber(`${folder}/devnum`)]
  if (bus === null || number === null || !DeviceIds.safeParse(ids).success) return null
  return {
    port,
    bus,
    number,
    ids,
    name: readName(folder),
    usable: mayWrite(`${root}/dev/bus/usb/${threeDigits(bus)}/${threeDigits(number)}`),
    uses: usesOf(port, uses),
  }
}

/** Maker and product, as the device says them: some say the maker twice, some nothing. */
function readName(folder: string): string | null {
  const [maker, product] = ['manufacturer', 'product'].map((entry) =>
    cleanText(readKernelText(`${folder}/${entry}`) ?? ''),
  )
  const name = product?.startsWith(maker ?? '') === true ? product : `${maker} ${product}`
  return cleanText(name) || null
}

function threeDigits(number: number): string {
  return String(number).padStart(3, '0')
}
