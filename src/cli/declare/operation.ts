import type { Command } from '../command.ts'

const id = {
  name: 'ID',
  arity: 'one',
  complete: 'operation',
  summary: 'the operation, or the beginning of its id',
} as const

export const operationLs = {
  group: 'objects',
  summary: 'list operations, newest first',
  description: ['An operation is work that takes longer than a request: building an image, starting an instance.'],
  arguments: [],
  options: {
    state: { kind: 'choice', choices: ['running', 'done', 'failed', 'cancelled'], summary: 'only those in this state' },
    limit: { kind: 'number', short: 'n', value: 'COUNT', summary: 'at most so many (default 100)' },
  },
  examples: [{ command: 'stroj operation ls --state running', meaning: '' }],
} as const satisfies Command

export const operationShow = {
  group: 'objects',
  summary: 'everything about an operation',
  description: [],
  arguments: [id],
  options: {},
  examples: [{ command: 'stroj operation show k3f9', meaning: '' }],
} as const satisfies Command

export const operationCancel = {
  group: 'objects',
  summary: 'cancel an operation',
  description: ['What it has begun is undone; the command ends when that is done.'],
  arguments: [id],
  options: {},
  examples: [{ command: 'stroj operation cancel k3f9', meaning: '' }],
} as const satisfies Command

export const operationWatch = {
  group: 'objects',
  summary: 'follow an operation to its end',
  description: ['Fails when the operation fails. Ctrl-C ends the watching only.'],
  arguments: [id],
  options: {},
  examples: [{ command: 'stroj operation watch k3f9', meaning: '' }],
} as const satisfies Command
