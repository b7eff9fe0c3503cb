import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { installerFiles } from '../installer/installer-files.ts'
import { boardOf, consoleWord, virtio } from './board.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'

/**
 * The installer as the kernel that is started, its answers in a drive of their own, and a machine that ends when the guest
 * restarts: what comes after must not be the installer again.
 */
export function installerArguments(plan: StartPlan, { own }: Places): readonly string[] {
  const { installer } = plan
  if (!installer) return []
  const files = installerFiles(own)
  const { boot, answers } = installer
  const console = plan.serial ? consoleWord(plan) : ''
  // Debian's installer gives the words after the dashes to the system that it installs.
  const words = boot ? [boot.arguments, console, '---', console].filter((word) => word !== '').join(' ') : ''
  return [
    ...(boot
      ? [
          '-kernel',
          files.kernel,
          ...(boot.initrd ? ['-initrd', files.initrd] : []),
          '-append',
          boot.fetched ? ipxeWords(boot.fetched, words) : words,
          '-action',
          'reboot=shutdown',
        ]
      : []),
    ...(answers?.by.kind === 'medium' ? drive(plan, 'answers', files.answers, 1) : []),
    ...(installer.drivers === null ? [] : drive(plan, 'drivers', installer.drivers, 2)),
  ]
}

/** What iPXE does, as the command line of its kernel (ipxe.org, commands). */
function ipxeWords({ kernel, initrd }: { readonly kernel: string; readonly initrd: string }, words: string): string {
  return `dhcp && kernel ${kernel} initrd=initrd ${words} && initrd --name initrd ${initrd} && boot`
}

/** A drive besides that of the spec, for as long as the installer runs. */
function drive(plan: StartPlan, id: 'answers' | 'drivers', filename: string, place: number): readonly string[] {
  const node = `${id}-image`
  const file = { driver: 'file', filename, 'read-only': true }
  const blockdev = jsonOption('blockdev', { 'node-name': node, driver: 'raw', 'read-only': true, file })
  if (boardOf(plan).drive === 'sata') {
    return [...blockdev, ...jsonOption('device', { driver: 'ide-cd', id, bus: `ide.${place}`, drive: node })]
  }
  const isFirst = plan.cdrom === null && id === 'answers'
  return [
    ...blockdev,
    ...(isFirst ? jsonOption('device', { driver: virtio(plan, 'scsi'), id: 'scsi0' }) : []),
    ...jsonOption('device', { driver: 'scsi-cd', id, bus: 'scsi0.0', drive: node }),
  ]
}
