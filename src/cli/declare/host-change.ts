import { hostChangeNames } from '../../model/host/change-name.ts'
import type { Command } from '../command.ts'

const consent = {
  yes: { kind: 'flag', short: 'y', summary: 'do not ask' },
  dryRun: { kind: 'flag', short: 'n', summary: 'only show what would be run' },
} as const satisfies Command['options']

const ways =
  'Every command is shown before it is run, as it could be typed by hand. The daemon runs them when it is root; otherwise it is done with sudo, which may ask for a password. After that the host is looked at again.'

const exits = [{ code: '1', meaning: 'it is not in place: nobody agreed, or only a person can do it' }] as const

export const hostFix = {
  group: 'host',
  summary: 'mend this host: show the change, ask, make it, look at it again',
  description: [
    `Without NAME it lists the changes, and where each stands on this host. NAME is one of: ${hostChangeNames.join(', ')}.`,
    ways,
    '`--undo` takes a change back, years later too: files that stroj has made for it have its name, and what was before stands in them. A change that fails half way is taken back.',
  ],
  arguments: [
    { name: 'NAME', arity: 'optional', complete: hostChangeNames, summary: 'the change; left out, all are listed' },
  ],
  options: {
    undo: { kind: 'flag', summary: 'take it back' },
    ...consent,
    user: {
      kind: 'text',
      value: 'USER',
      summary: 'for whom (kvm-group, subordinate-ids, bind); by default whoever the daemon runs as',
    },
    count: { kind: 'number', value: 'N', summary: 'how many (huge-pages, virtual-functions)' },
    device: {
      kind: 'text',
      value: 'ADDRESS',
      complete: 'pci-device',
      summary: 'PCI address of a device (virtual-functions, bind)',
    },
  },
  examples: [
    { command: 'stroj host fix', meaning: 'what can be mended here' },
    { command: 'stroj host fix kvm-group', meaning: 'let yourself use KVM' },
    { command: 'stroj host fix nested --dry-run', meaning: 'only show the commands' },
    { command: 'stroj host fix huge-pages --count 512 --yes', meaning: '1 GiB of them on a PC' },
    { command: 'stroj host fix huge-pages --undo', meaning: 'as many as before' },
  ],
  exits,
} as const satisfies Command

export const hostReleaseKvm = {
  group: 'host',
  summary: 'unload KVM, so that VirtualBox or another hypervisor can use the processor',
  description: [
    'Two hypervisors cannot have the extensions of the processor at once. The module of the processor (`kvm_intel` or `kvm_amd`) is unloaded first, then `kvm`, on which it stands. While anybody uses KVM this is refused, with the list of who does.',
    ways,
  ],
  arguments: [],
  options: consent,
  examples: [
    { command: 'stroj host release-kvm --dry-run', meaning: 'show the modprobe lines' },
    { command: 'stroj host release-kvm', meaning: '' },
  ],
  exits,
} as const satisfies Command

export const hostUseKvm = {
  group: 'host',
  summary: 'load KVM again',
  description: ['`kvm` is loaded first, then the module of the processor.', ways],
  arguments: [],
  options: consent,
  examples: [{ command: 'stroj host use-kvm', meaning: '' }],
  exits,
} as const satisfies Command

const address = {
  name: 'ADDRESS',
  arity: 'one',
  complete: 'pci-device',
  summary: 'PCI address, such as 0000:03:00.0 (`stroj host devices` lists them)',
} as const

export const hostVirtualFunctions = {
  group: 'host',
  summary: 'split a PCI device into virtual functions, which guests can have (SR-IOV)',
  description: ['They last until the next boot. The number can only be changed while nobody has one of them.', ways],
  arguments: [address, { name: 'COUNT', arity: 'one', summary: 'how many; 0 takes them away' }],
  options: consent,
  examples: [
    { command: 'stroj host virtual-functions 0000:03:00.0 4', meaning: '' },
    { command: 'stroj host virtual-functions 0000:03:00.0 0', meaning: 'none any more' },
  ],
  exits,
} as const satisfies Command

export const hostBind = {
  group: 'host',
  summary: 'take a PCI device from its driver, so that a guest can have it',
  description: [
    'It goes to the driver vfio-pci until the next boot, or until `stroj host give-back`. Refused when the host uses it, or when its IOMMU group has other devices in use: those could reach the memory of the guest.',
    'A daemon that is root does this by itself when an instance starts; for others the node of the group in /dev/vfio is given to their user.',
    ways,
  ],
  arguments: [address],
  options: {
    ...consent,
    user: { kind: 'text', value: 'USER', summary: 'who may use it; by default whoever the daemon runs as' },
  },
  examples: [{ command: 'stroj host bind 0000:03:00.0', meaning: '' }],
  exits,
} as const satisfies Command

export const hostGiveBack = {
  group: 'host',
  summary: 'give a PCI device back to its driver',
  description: ['Refused while an instance has it.', ways],
  arguments: [address],
  options: consent,
  examples: [{ command: 'stroj host give-back 0000:03:00.0', meaning: '' }],
  exits,
} as const satisfies Command
