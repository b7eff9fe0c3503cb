import type { Command } from '../command.ts'
import { specOptions } from './spec-options.ts'

const { cpus, memory, disk, forward: _forward, set, accel } = specOptions

export const imageWarm = {
  group: 'objects',
  summary: 'boot a guest once, so that instances need not',
  description: [
    'Boots a guest of IMAGE, waits until it rests, and keeps its memory, devices and disks. An instance of the same image and disks, with at least as many processors, memory and network cards, goes on from there when it is started for the first time, as itself: with a name, addresses, keys and randomness of its own. Whatever differs boots as ever, and `stroj explain start` says why.',
    'With --keep N so many machines are started before anybody asks for them, up to where they can go on: an instance that is made of that image takes one at its start within milliseconds, and another one is made in the background. Each takes some 20 to 40 MiB of the host and nothing of the memory of the guest; none is made while the memory of the host is short. An instance with port forwards takes none, since these must be there when its network is started.',
    'The image needs the QEMU guest agent. Machine q35 of x86_64 only, and no UEFI.',
    'Without this command a guest is kept by itself after an instance had to boot: `stroj warm set --automatic off` ends that.',
  ],
  arguments: [{ name: 'IMAGE', arity: 'one', complete: 'image', summary: 'a name, or the beginning of a digest' }],
  options: {
    cpus,
    memory,
    disk,
    accel,
    set,
    keep: {
      kind: 'text',
      value: 'N',
      summary: 'how many machines shall wait for instances, 0 to 32 (default as before, at first 0)',
    },
  },
  examples: [
    { command: 'stroj image warm debian', meaning: 'the next `stroj run debian` is there at once' },
    { command: 'stroj image warm debian --cpus 2 --memory 2GiB', meaning: 'for larger instances' },
    { command: 'stroj image warm debian --keep 3', meaning: 'three machines wait for the next instances' },
    { command: 'stroj image warm debian --keep 0', meaning: 'none waits any more' },
  ],
} as const satisfies Command

export const warmLs = {
  group: 'objects',
  summary: 'list the guests that are kept, and what they take',
  description: [
    'WAITING tells how many machines wait for an instance now, and how many shall; POOL what they have of the memory of the host.',
  ],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj warm ls', meaning: '' }],
} as const satisfies Command

export const warmRm = {
  group: 'objects',
  summary: 'remove guests that are kept',
  description: ['Instances that began from one stay as they are. Machines that wait to go on from one are ended.'],
  arguments: [{ name: 'ID', arity: 'many', complete: 'warm', summary: 'as `stroj warm ls` shows it' }],
  options: {},
  examples: [{ command: 'stroj warm rm $(stroj warm ls -q)', meaning: 'all of them' }],
} as const satisfies Command

export const warmSet = {
  group: 'objects',
  summary: 'how guests are kept, and what they may take',
  description: [
    'Without options it only shows what is set. What does not fit into the budget any more goes at once, the least recently used first.',
  ],
  arguments: [],
  options: {
    automatic: {
      kind: 'choice',
      choices: ['on', 'off'],
      summary: 'keep a guest after an instance had to boot (default on)',
    },
    budget: { kind: 'text', value: 'SIZE', summary: 'what all of them may take on the host (default 16GiB)' },
  },
  examples: [
    { command: 'stroj warm set --automatic off', meaning: '' },
    { command: 'stroj warm set --budget 4GiB', meaning: '' },
  ],
} as const satisfies Command
