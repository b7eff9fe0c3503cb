import type { Command } from '../command.ts'
import { specOptions } from './spec-options.ts'

const explain = {
  kind: 'flag',
  summary: 'only print the commands that this stands for; nothing is done',
} as const

const image = {
  name: 'IMAGE',
  arity: 'optional',
  complete: 'image',
  summary: 'a name such as debian, debian:12 or tiny, or the beginning of a digest',
} as const

export const run = {
  group: 'make',
  summary: 'make an instance, start it and go to its console',
  description: [
    'Makes an instance from IMAGE and starts it. An image that is not here yet and can be built or pulled is made first.',
    'On a terminal you are then at its console; Ctrl-] leaves it, and the instance runs on. With a COMMAND, that is run in the guest as soon as the guest answers, and its output and exit code are passed on.',
    'Ctrl-C before the instance has started cancels everything and leaves nothing behind.',
    'IMAGE may be left out when there is a disk to install on: `--disk 20GiB --cdrom debian.iso` boots the medium the first time, and the disk ever after.',
  ],
  usage: ['IMAGE [OPTION...] [-- COMMAND...]', '--disk SIZE --cdrom FILE [OPTION...]', '-f FILE [OPTION...]'],
  arguments: [image],
  trailing: 'optional',
  options: {
    ...specOptions,
    explain,
    rm: { kind: 'flag', summary: 'remove the instance at the end, whatever the end is, that of stroj itself too' },
    detach: { kind: 'flag', short: 'd', summary: 'only start it, and print its name' },
    env: { kind: 'texts', short: 'e', value: 'NAME=VALUE', summary: 'an environment variable for COMMAND' },
    wait: { kind: 'duration', value: 'TIME', summary: 'how long to wait for the guest to answer COMMAND (default 5m)' },
    detachKeys: { kind: 'text', value: 'KEYS', summary: 'what leaves the console (default ctrl-])' },
  },
  examples: [
    { command: 'stroj run debian', meaning: 'a Debian, and you are at its console' },
    {
      command: 'stroj run debian --rm -- cat /etc/os-release',
      meaning: 'one command in a fresh guest, of which nothing stays',
    },
    { command: 'stroj run tiny --name web -d -p 8080:80', meaning: 'in the background, with a port' },
    { command: 'stroj run --name deb --disk 10GiB --cdrom debian.iso', meaning: 'install from a medium' },
    { command: 'stroj run --disk 10GiB --cdrom debian-netinst:12', meaning: 'from one of the catalog' },
    { command: 'stroj run tiny --cpus 2 --explain', meaning: 'see beforehand what will be run' },
  ],
  exits: [
    { code: '125', meaning: 'with COMMAND: stroj failed before it was begun' },
    { code: '126', meaning: 'with COMMAND: it may not be executed in the guest' },
    { code: '127', meaning: 'with COMMAND: it was not found in the guest' },
    { code: 'other', meaning: 'with COMMAND: what it ended with; 128 + n when signal n ended it' },
  ],
} as const satisfies Command

export const create = {
  group: 'make',
  summary: 'make an instance without starting it',
  description: [
    'Makes the record and the disks of an instance and prints its name. An image that is not here yet and can be built is built first.',
    'Options win over the file. Of a file with several instances, `--name` says which one is meant.',
  ],
  usage: ['IMAGE [OPTION...]', '-f FILE [--name NAME] [OPTION...]', '--disk SIZE --cdrom FILE [OPTION...]'],
  arguments: [image],
  options: { ...specOptions, explain },
  examples: [
    { command: 'stroj create debian --name web --cpus 2 --memory 2GiB', meaning: 'from an image' },
    { command: 'stroj create -f stroj.yaml --name web', meaning: 'from a spec in a file' },
    { command: 'stroj create debian --name scratch --lifetime 2h', meaning: 'nobody has to remember to remove it' },
    {
      command: 'stroj create debian --name db --set restart=on-failure --label tier=data',
      meaning: 'any key of the spec',
    },
  ],
} as const satisfies Command

export const fork = {
  group: 'make',
  summary: 'make instances that go on from where one that runs stands',
  description: [
    'The memory is copied while the instance runs; it stands still only for the last of it, and how long is told. Memory and disks are shared until somebody writes to them. Each fork is another machine before anybody can reach it: UUID, machine id, random numbers, network addresses, host name, SSH host keys and clock are its own. The instance goes on as before.',
    'Port forwards stay with the instance; give a fork others with `--forward`. It needs an instance that runs, with a guest agent, on board q35 without UEFI, and without volumes, devices of the host or cloud-init.',
    'Any of them may be removed, in any order: what others have goes with the last one.',
  ],
  usage: ['[--forward PORTS] INSTANCE NAME...'],
  arguments: [
    { name: 'INSTANCE', arity: 'one', complete: 'instance', summary: 'the instance that runs' },
    { name: 'NAME', arity: 'many', summary: 'the names of the forks; with several, all are of one moment' },
  ],
  options: { forward: specOptions.forward },
  examples: [
    { command: 'stroj fork web web2', meaning: '' },
    { command: 'stroj fork web try1 try2 try3', meaning: 'three of one moment' },
    { command: 'stroj fork -p 8081:80 web web2', meaning: 'with a port of its own' },
  ],
} as const satisfies Command

export const set = {
  group: 'make',
  summary: 'change the spec of an instance',
  description: [
    'Each KEY is a key of the spec; dots lead inside (`boot.once`). The VALUE is YAML, so lists are written `[a, b]`. An empty VALUE, or null, takes the key out.',
    'A running instance is given processors and memory at once, as far as there was room for them when it was started (`cpus.max`, `memoryMax`), and gives back what its guest can spare. What else it cannot take over is kept for its next start and shown as pending, with the reason.',
  ],
  arguments: [
    { name: 'NAME', arity: 'one', complete: 'instance', summary: 'the instance' },
    { name: 'KEY=VALUE', arity: 'many', complete: 'assignment', summary: 'what to change' },
  ],
  options: {},
  examples: [
    { command: 'stroj set web cpus=2 memory=4GiB', meaning: 'larger, at once where there is room' },
    { command: 'stroj set web cpus.max=8 memoryMax=16GiB', meaning: 'room for more, from the next start on' },
    { command: 'stroj set web \'nics=[{forward: ["8080:80"]}]\'', meaning: 'another port forward' },
    { command: 'stroj set web park.after=5m', meaning: 'let it stand still while nobody needs it' },
    { command: 'stroj set web cdrom= labels.tier=front', meaning: 'take the medium out, set a label' },
  ],
} as const satisfies Command

export const renew = {
  group: 'make',
  summary: 'keep temporary instances for longer',
  description: [
    'An instance that was made with `--lifetime` is deleted when that time is over. This lets the time begin anew; `stroj show` says until when it stays.',
  ],
  arguments: [{ name: 'NAME', arity: 'many', complete: 'instance', summary: 'the instances' }],
  options: {},
  examples: [{ command: 'stroj renew scratch', meaning: '' }],
} as const satisfies Command

export const rename = {
  group: 'make',
  summary: 'give an instance another name',
  description: ['A running instance keeps its host name inside until it is started anew.'],
  arguments: [
    { name: 'NAME', arity: 'one', complete: 'instance', summary: 'the instance' },
    { name: 'NEW-NAME', arity: 'one', summary: '1 to 63 of a-z, 0-9 and dash' },
  ],
  options: {},
  examples: [{ command: 'stroj rename debian-k3f9 web', meaning: '' }],
} as const satisfies Command

export const rm = {
  group: 'make',
  summary: 'remove instances and their disks',
  description: ['One that runs is refused, unless `--force` ends it first. Images stay.'],
  usage: ['[--force] NAME...'],
  arguments: [{ name: 'NAME', arity: 'many', complete: 'instance', summary: 'the instances' }],
  options: { force: { kind: 'flag', short: 'f', summary: 'end it first when it runs' } },
  examples: [
    { command: 'stroj rm web', meaning: '' },
    { command: 'stroj rm -f $(stroj ls -q --filter label=scratch)', meaning: 'all with a label' },
  ],
} as const satisfies Command
