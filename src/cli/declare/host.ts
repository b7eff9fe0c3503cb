import type { Command } from '../command.ts'

/** Of `HostSection`, which every command would have to load otherwise. */
export const hostSections = [
  'processor',
  'kernel',
  'kvm',
  'iommu',
  'devices',
  'memory',
  'isolation',
  'tools',
  'network',
  'images',
] as const

export const host = {
  group: 'host',
  summary: 'what this host is and has, and what that means for instances',
  description: [
    'One screen about processors, kernel, KVM, IOMMU, devices, memory, isolation, tools, network and images. What does not work comes with its cause and with the command that mends it.',
    'Of a SECTION, or with `--all`, it also tells what each finding means. `stroj host devices` is the table of devices.',
  ],
  arguments: [
    { name: 'SECTION', arity: 'any', complete: hostSections, summary: `only these: ${hostSections.join(', ')}` },
  ],
  options: { all: { kind: 'flag', short: 'a', summary: 'also what each finding means, where all is well' } },
  examples: [
    { command: 'stroj host', meaning: '' },
    { command: 'stroj host kvm iommu', meaning: 'everything about two sections' },
    { command: 'stroj host -o json | jq .inventory.processor', meaning: 'for programs' },
  ],
} as const satisfies Command

export const hostDevices = {
  group: 'host',
  summary: 'devices of this host, and which of them guests can have',
  description: [
    'A device that a guest can have says `yes`; of the others it is told what stands in the way. GROUP is its IOMMU group, whose devices go to one guest together.',
    'Programs get more (`-o json`): what the host does with each device, its virtual functions, and the groups.',
  ],
  arguments: [],
  options: {
    pci: { kind: 'flag', summary: 'only those on the PCI bus' },
    usb: { kind: 'flag', summary: 'only those on the USB' },
  },
  examples: [
    { command: 'stroj host devices', meaning: '' },
    { command: 'stroj host devices --usb -o csv', meaning: 'for a spreadsheet' },
  ],
} as const satisfies Command

export const hostCpus = {
  group: 'host',
  summary: 'CPU models that guests can have, and which of them this host can give whole',
  description: [
    'What QEMU knows for `cpus.model` of the spec. HERE says `yes`, or what this host lacks for it: under KVM such a model is refused, and emulated it goes without.',
    '`--features` lists what can be added to a model or taken from it by `cpus.features`.',
  ],
  arguments: [],
  options: {
    arch: {
      kind: 'choice',
      choices: ['x86_64', 'aarch64', 'arm', 'riscv64', 'ppc64le', 's390x'],
      summary: 'instruction set of the guests (default that of this host)',
    },
    features: { kind: 'flag', summary: 'the features, not the models' },
  },
  examples: [
    { command: 'stroj host cpus', meaning: '' },
    { command: 'stroj host cpus --arch aarch64', meaning: 'for emulated guests of ARM' },
    { command: "stroj create debian --set cpus.model=EPYC --set 'cpus.features=[-x2apic]'", meaning: 'take one' },
  ],
} as const satisfies Command

export const doctor = {
  group: 'host',
  summary: 'what does not work on this host, and what mends it',
  description: [
    'The short form of `stroj host`: only what stands in the way of instances, its cause, and the exact command that mends it. Exit code 1 when something is missing without which the main job cannot be done.',
  ],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj doctor', meaning: '' }],
} as const satisfies Command

export const events = {
  group: 'host',
  summary: 'what happens, as it happens',
  description: [
    'Waits for the next event, prints it and ends; with `--follow` it goes on with those that come after. With `--format json` each is one JSON object on a line of its own.',
  ],
  arguments: [],
  options: { follow: { kind: 'flag', short: 'f', summary: 'go on after the first' } },
  examples: [
    { command: 'stroj events -f', meaning: '' },
    { command: 'stroj events -f -o json | jq \'select(.kind == "instance.state")\'', meaning: 'for programs' },
  ],
} as const satisfies Command

export const daemonStatus = {
  group: 'host',
  summary: 'whether the daemon runs, and where its files are',
  description: ['Does not start it. Exit code 6 when it does not run.'],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj daemon status', meaning: '' }],
} as const satisfies Command

export const daemonStop = {
  group: 'host',
  summary: 'end the daemon; instances run on',
  description: ['The next command starts it again, and it takes the running instances over.'],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj daemon stop', meaning: '' }],
} as const satisfies Command

export const daemonRestart = {
  group: 'host',
  summary: 'end the daemon and start it anew; instances run on',
  description: ['After an upgrade of stroj, for example.'],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj daemon restart', meaning: '' }],
} as const satisfies Command
