import type { Command } from '../command.ts'

export const poolLs = {
  group: 'objects',
  summary: 'list the pools, in which volumes lie',
  description: [],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj pool ls', meaning: '' }],
} as const satisfies Command

export const poolCreate = {
  group: 'objects',
  summary: 'make a folder a pool',
  description: [
    'The folder must be there, belong to the user that the daemon runs as, and nobody else may write to it. Nothing in it is changed.',
  ],
  arguments: [
    { name: 'NAME', arity: 'one', summary: '1 to 63 of a-z, 0-9 and dash' },
    { name: 'PATH', arity: 'one', complete: 'file', summary: 'the folder' },
  ],
  options: {},
  examples: [{ command: 'stroj pool create fast /mnt/nvme/volumes', meaning: '' }],
} as const satisfies Command

export const poolRm = {
  group: 'objects',
  summary: 'forget pools in which no volume is',
  description: ['Their folders stay.'],
  arguments: [{ name: 'POOL', arity: 'many', complete: 'pool', summary: 'the pools' }],
  options: {},
  examples: [{ command: 'stroj pool rm fast', meaning: '' }],
} as const satisfies Command
