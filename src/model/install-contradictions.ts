import type { Contradiction } from './contradiction.ts'
import { isFetched } from './installer-url.ts'
import type { InstanceSpec } from './spec.ts'

/** What an installer and its answers cannot be together with. */
export function* installContradictions(spec: InstanceSpec): Generator<Contradiction> {
  yield* aroundInstaller(spec)
  yield* aroundFetched(spec)
  const { install, image, cloud, cdrom, boot, disk, disks, console } = spec
  if (install === undefined) return
  const at = (message: string): Contradiction => ({ path: ['install'], message })
  if (image !== undefined) yield at('an image is an installed system; leave out the one or the other')
  else if (cloud !== undefined) yield at('`cloud` is for images; its keys are in `install`, too')
  if (cdrom === undefined && boot.installer === undefined) {
    yield at('there is no installer to answer: give a medium as cdrom, or kernel and initrd as boot.installer')
  }
  if (boot.installer !== undefined && install.system === undefined) {
    yield {
      path: ['install', 'system'],
      message: 'kernel and initrd do not tell whose they are: say it, such as debian',
    }
  }
  if (disk === undefined && !disks.some((extra) => 'size' in extra || !extra.readOnly)) {
    yield at('there is no disk to install on')
  }
  if (!console.serial) {
    yield {
      path: ['console', 'serial'],
      message: 'what the installer does is seen on the serial line, so it is needed',
    }
  }
  yield* login(spec)
}

function* login({ install }: InstanceSpec): Generator<Contradiction> {
  if (install === undefined || install.system === 'windows') return
  if (install.passwordHash === undefined && install.keys.length === 0) {
    const message = 'nobody could log in: give a passwordHash (`stroj hash-password` makes one) or keys'
    yield { path: ['install'], message }
  }
}

/** Words that iPXE would take for its own (ipxe.org, scripting). */
const forIpxe = /[$"'\\`]|&&|\|\|/

function* aroundFetched(spec: InstanceSpec): Generator<Contradiction> {
  const { kernel = '', initrd = '', arguments: own = '' } = spec.boot.installer ?? {}
  if (!isFetched(kernel) && !isFetched(initrd)) return
  const at = (message: string): Contradiction => ({ path: ['boot', 'installer'], message })
  if (!isFetched(kernel) || !isFetched(initrd)) yield at('kernel and initrd are both files, or both http:// URLs')
  if (forIpxe.test(`${kernel} ${initrd} ${own}`) || /\s/.test(kernel + initrd)) {
    yield at('iPXE gets them, which takes no blanks in URLs, and no quotes, $, && or || anywhere')
  }
  if (spec.install !== undefined) yield at('answers go with an initrd that is a file here; get the two files first')
  if (spec.firmware === 'uefi') yield at('iPXE is started by the BIOS')
  if (spec.arch !== undefined && spec.arch !== 'x86_64') yield at('iPXE is there for x86_64 only')
  if (!spec.nics.some(({ network }) => network === 'user')) yield at('there is no nic that leads to the network')
}

function* aroundInstaller({ boot, image, firmware, machine }: InstanceSpec): Generator<Contradiction> {
  if (boot.installer === undefined) return
  const at = (message: string): Contradiction => ({ path: ['boot', 'installer'], message })
  if (image !== undefined) yield at('an image is an installed system; leave out the one or the other')
  if (boot.once !== undefined) yield at('it is what is booted the first time; leave out boot.once')
  if (firmware === 'direct' || machine === 'microvm')
    yield at('the installed system is started by a firmware, bios or uefi')
}
