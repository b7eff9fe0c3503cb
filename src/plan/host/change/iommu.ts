import type { HostInventory } from '../../../model/host/inventory.ts'
import { forAPerson, inPlace, type Planner, type Wish } from './act.ts'

/** Nobody but a person changes how a host boots: a wrong word there, and it does not come up. */
export const iommu: Planner = {
  title: 'Switch the IOMMU on, which keeps devices of guests away from memory that is not theirs.',
  make: ({ inventory }) => (inventory.devices.iommu.enabled ? inPlace() : forAPerson(...switchOn(inventory))),
  takeBack: ({ inventory }: Wish) => {
    const words = wordsOf(inventory)
    const there = words.filter((word) => inventory.kernel.commandLine.split(' ').includes(word))
    if (there.length === 0) return inPlace()
    return forAPerson(
      `Take ${there.map((word) => `"${word}"`).join(' and ')} out of GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub.`,
      'Run `sudo update-grub`, and restart this host.',
    )
  },
}

function switchOn(inventory: HostInventory): readonly string[] {
  const { announced, kind } = inventory.devices.iommu
  const missing = wordsOf(inventory).filter((word) => !inventory.kernel.commandLine.split(' ').includes(word))
  const firmware = announced === true ? [] : [firmwareStep(kind)]
  if (missing.length === 0)
    return [...firmware, 'The kernel command line has the words already; it is the firmware that does not offer it.']
  return [
    ...firmware,
    `With GRUB: in /etc/default/grub, add ${missing.map((word) => `"${word}"`).join(' and ')} to GRUB_CMDLINE_LINUX_DEFAULT, between the quotes.`,
    'Run `sudo update-grub` (elsewhere: `grub2-mkconfig -o /boot/grub2/grub.cfg`), and restart this host.',
    'With systemd-boot: add the same words to the line "options" in /boot/loader/entries/*.conf, and restart this host.',
    'After that `stroj host` shows the groups of devices.',
  ]
}

/** Documentation/admin-guide/kernel-parameters.txt. The kernel uses that of AMD and of Arm by itself. */
function wordsOf({ processor }: HostInventory): readonly string[] {
  return processor.extension === 'vmx' || /intel/i.test(processor.vendor ?? '')
    ? ['intel_iommu=on', 'iommu=pt']
    : ['iommu=pt']
}

function firmwareStep(kind: HostInventory['devices']['iommu']['kind']): string {
  const names = {
    intel: '"VT-d"',
    amd: '"IOMMU" or "AMD-Vi"',
    smmu: '"SMMU"',
    other: '"IOMMU"',
    none: '"VT-d", "IOMMU" or "AMD-Vi"',
  }
  return `Switch ${names[kind]} on in the firmware setup, where it is off.`
}
