import type { HostIommu } from '../../../model/host/device.ts'
import type { HostInventory } from '../../../model/host/inventory.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { firmwareSetup } from './cause.ts'
import { judgeOf, type Mend, nothing } from '../../../model/host/judge.ts'
import { counted } from './counted.ts'
import { outerOf } from './outer-hypervisor.ts'

const { ok, note, warning } = judgeOf('iommu')

const kindNames: Readonly<Record<HostIommu['kind'], string>> = {
  intel: 'VT-d',
  amd: 'AMD-Vi',
  smmu: 'SMMU',
  other: 'an IOMMU',
  none: 'none',
}

/** What devices of the host need before they can be given to guests. */
export function iommuChecks(inventory: HostInventory): readonly HostCheck[] {
  const { iommu } = inventory.devices
  return iommu.enabled ? [enabled(iommu), groups(iommu), remapping(iommu)] : [disabled(inventory)]
}

function enabled({ kind }: HostIommu): HostCheck {
  const meaning = 'A guest that is given a device reaches only its own memory through it.'
  return ok('IOMMU', `${kindNames[kind]}, on`, meaning)
}

function groups({ groups }: HostIommu): HostCheck {
  const devices = groups.reduce((sum, group) => sum + group.devices.length, 0)
  const found = `${groups.length}, with ${counted(devices, 'device')}`
  return ok('groups', found, 'What is in one group goes to one guest, all of it.')
}

function remapping(iommu: HostIommu): HostCheck {
  const name = 'interrupts'
  switch (iommu.interruptRemapping) {
    case true:
      return ok(name, 'remapped', 'A device of a guest cannot send interrupts that are not its own.')
    case false:
      return warning(
        name,
        'not remapped',
        'A device of a guest could disturb the host with interrupts; vfio refuses to hand one over.',
      )
    case null:
      return note(name, 'not known', 'The kernel log, which tells whether they are remapped, cannot be read.')
  }
}

type Finding = readonly [found: string, why: string, mend: Mend]

function disabled(inventory: HostInventory): HostCheck {
  const [found, why, mend] = whyDisabled(inventory)
  return note('IOMMU', found, `Devices of the host cannot be given to guests. ${why}`, mend)
}

function whyDisabled({ devices: { iommu }, kernel, processor }: HostInventory): Finding {
  if (processor.hypervisor !== null && iommu.announced !== true)
    return ['none', `This host runs in ${outerOf(processor.hypervisor).name}, which gives it none.`, nothing]
  const off = /(?:^|\s)((?:intel_|amd_)?iommu=off)(?=\s|$)/.exec(kernel.commandLine)?.[1]
  if (off !== undefined)
    return ['switched off', `The kernel command line says \`${off}\`; take that away, and restart.`, commandLine]
  const setup = `The firmware announces none; its setup calls it ${setupName(processor)}.`
  if (iommu.announced === false) return ['none', setup, { fix: setupCommand(processor), change: null }]
  // Only that of Intel waits to be asked for (Linux, Documentation/admin-guide/kernel-parameters.txt).
  if (iommu.kind !== 'intel' && processor.vendor !== 'GenuineIntel') return ['not on', byItself(iommu, setup), nothing]
  const parameter = 'The kernel uses it when its command line says `intel_iommu=on`; restart afterwards.'
  if (iommu.announced === true) return ['present, but not on', parameter, commandLine]
  return ['not on', `Firmware setups call it ${setupName(processor)}. ${parameter}`, commandLine]
}

function byItself({ announced }: HostIommu, setup: string): string {
  const why = 'The kernel uses it by itself, so its log may tell why not (`sudo dmesg | grep -i iommu`).'
  return announced === true ? why : `${setup} ${why}`
}

/** Boot loaders differ, so only a person can do it; GRUB is what Debian has. */
const commandLine: Mend = { fix: 'sudoedit /etc/default/grub && sudo update-grub', change: 'iommu' }

type Processor = HostInventory['processor']

function setupName({ vendor }: Processor): string {
  if (vendor === 'AuthenticAMD') return '"IOMMU" or "AMD-Vi"'
  return vendor === 'GenuineIntel' ? '"VT-d"' : '"IOMMU" or "SMMU"'
}

function setupCommand({ architecture, container }: Processor): string | null {
  return architecture === 'x86_64' && container === null ? firmwareSetup : null
}
