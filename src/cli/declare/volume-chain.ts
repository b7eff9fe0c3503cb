import type { Command } from '../command.ts'

const volume = { name: 'VOLUME', arity: 'one', complete: 'volume', summary: 'the volume' } as const

export const volumeRebase = {
  group: 'objects',
  summary: 'let a volume stand on another one',
  description: [
    'It reads the same after it: where the new base differs, what was read from the old one is copied into the volume. This is done on a copy of its file, which takes its place when it is whole.',
    'With `--unsafe` nothing is compared and nothing copied; only the new base is written down. That is for a base that was lost and has come back under another name, or for a copy of it. With another content the volume is damaged.',
  ],
  arguments: [volume, { name: 'BASE', arity: 'one', complete: 'volume', summary: 'what it shall stand on' }],
  options: { unsafe: { kind: 'flag', summary: 'only write it down' } },
  examples: [
    { command: 'stroj volume rebase try base-2', meaning: '' },
    { command: 'stroj volume rebase --unsafe try base-copy', meaning: 'the same content, you are sure' },
  ],
} as const satisfies Command

export const volumeFlatten = {
  group: 'objects',
  summary: 'let a volume stand alone',
  description: [
    'What it reads from others is copied into it; they are free then. A failure or Ctrl-C leaves it as it was.',
  ],
  arguments: [volume],
  options: {},
  examples: [{ command: 'stroj volume flatten try', meaning: '' }],
} as const satisfies Command

export const volumeCommit = {
  group: 'objects',
  summary: 'write a volume into the one that it stands on',
  description: [
    'The other has then what this one has, and this one is empty and stands on it still. Only where nothing else stands on the other, and no machine has either open.',
    'It cannot be cancelled. After a crash the volume reads as before; commit it again.',
  ],
  arguments: [volume],
  options: {},
  examples: [{ command: 'stroj volume commit try', meaning: 'keep what was tried' }],
} as const satisfies Command

export const volumeSnapshot = {
  group: 'objects',
  summary: 'keep states of a volume inside of it',
  description: [
    'Without STATE those that a qcow2 volume keeps are listed. With STATE what it has now is kept under that name, in no time and without space; `--restore` takes the volume back to it, and what was written since is gone; `--remove` forgets it. No machine may have the volume open.',
  ],
  usage: ['VOLUME', 'VOLUME STATE [--restore|--remove]'],
  arguments: [volume, { name: 'STATE', arity: 'optional', summary: 'name of the state, from a letter' }],
  options: {
    restore: { kind: 'flag', summary: 'take the volume back to it' },
    remove: { kind: 'flag', summary: 'forget it' },
  },
  examples: [
    { command: 'stroj volume snapshot data', meaning: '' },
    { command: 'stroj volume snapshot data before-upgrade', meaning: '' },
    { command: 'stroj volume snapshot data before-upgrade --restore', meaning: '' },
  ],
} as const satisfies Command
