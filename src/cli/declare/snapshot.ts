import type { Command } from '../command.ts'

const instance = { name: 'INSTANCE', arity: 'one', complete: 'instance', summary: 'the instance' } as const
const snapshot = { name: 'SNAPSHOT', arity: 'one', complete: 'snapshot', summary: 'the snapshot' } as const

export const snapshotCreate = {
  group: 'objects',
  summary: 'keep an instance as it is now',
  description: [
    'Works while it runs: all disks are taken at one instant. When the guest has an agent, its file systems are frozen for that moment; otherwise the disks are as after a power cut, which is said.',
    'With `--memory` the running guest itself is kept, too: after `stroj restore` it goes on as if nothing had happened.',
    'Volumes and files of yours stand for themselves, and no snapshot has them. With writable ones among the disks it is refused, unless `--leave-out` says that you know; those of a schedule leave them out.',
  ],
  usage: ['[--memory] [--leave-out] INSTANCE [SNAPSHOT]'],
  arguments: [instance, { name: 'SNAPSHOT', arity: 'optional', summary: 'its name; by default the time' }],
  options: {
    memory: { kind: 'flag', summary: 'keep the memory of the running guest, too' },
    leaveOut: { kind: 'flag', summary: 'although it has writable volumes or files among its disks' },
    freeze: {
      kind: 'choice',
      choices: ['auto', 'never', 'require'],
      value: 'WHEN',
      summary: 'auto, never or require: whether the agent freezes file systems (default auto: where it can)',
    },
  },
  examples: [
    { command: 'stroj snapshot create web before-upgrade', meaning: '' },
    { command: 'stroj snapshot create --memory web', meaning: 'with the running guest' },
    { command: 'stroj set web snapshots.every=1h snapshots.keep=24', meaning: 'one every hour, by themselves' },
  ],
} as const satisfies Command

export const snapshotLs = {
  group: 'objects',
  summary: 'list the snapshots of an instance as a tree',
  description: ['`you are here` is where the instance goes on from.'],
  arguments: [instance],
  options: {},
  examples: [{ command: 'stroj snapshot ls web', meaning: '' }],
} as const satisfies Command

export const snapshotShow = {
  group: 'objects',
  summary: 'everything about a snapshot',
  description: [],
  arguments: [instance, snapshot],
  options: {},
  examples: [{ command: 'stroj snapshot show web before-upgrade', meaning: '' }],
} as const satisfies Command

const back = {
  group: 'objects',
  description: [
    'Disks, UEFI variables and the spec become what they were; what was written since is gone, unless another snapshot has it. Labels, autostart, restart policy, schedule, volumes and files of yours stay as they are. An instance that runs is refused, unless `--force` ends it first.',
    'Where the memory was kept, the guest goes on with it at once; the machine must be the same for that: QEMU, accelerator and processor. Otherwise, and with `--disks-only`, the instance is stopped then.',
  ],
  usage: ['[--force] [--disks-only] INSTANCE SNAPSHOT'],
  arguments: [instance, snapshot],
  options: {
    force: { kind: 'flag', short: 'f', summary: 'end it first when it runs' },
    disksOnly: { kind: 'flag', summary: 'leave the memory; the instance is stopped then' },
  },
} as const

export const snapshotRestore = {
  ...back,
  summary: 'take an instance back to a snapshot',
  examples: [{ command: 'stroj snapshot restore web before-upgrade', meaning: '' }],
} as const satisfies Command

export const restore = {
  ...back,
  group: 'lifecycle',
  summary: 'take an instance back to a snapshot',
  examples: [
    { command: 'stroj restore web before-upgrade', meaning: '' },
    { command: 'stroj restore --force web before-upgrade', meaning: 'although it runs' },
  ],
} as const satisfies Command

export const snapshotRm = {
  group: 'objects',
  summary: 'remove snapshots',
  description: [
    'Any may go, in any order: what others stand on is merged into them, also while the instance runs. Ctrl-C puts the merging off.',
  ],
  arguments: [instance, { ...snapshot, arity: 'many', summary: 'the snapshots' }],
  options: {},
  examples: [{ command: 'stroj snapshot rm web before-upgrade', meaning: '' }],
} as const satisfies Command
