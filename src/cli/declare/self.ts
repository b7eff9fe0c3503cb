import type { Command } from '../command.ts'

export const completion = {
  group: 'self',
  summary: 'print the completion script of a shell',
  description: ['Names of instances, images and operations are completed too.'],
  arguments: [{ name: 'SHELL', arity: 'one', complete: ['bash', 'zsh', 'fish'], summary: 'bash, zsh or fish' }],
  options: {},
  examples: [
    { command: 'source <(stroj completion bash)', meaning: 'in this bash; the same line in ~/.bashrc for every one' },
    { command: 'stroj completion zsh > ~/.zfunc/_stroj', meaning: 'zsh, with ~/.zfunc in its fpath' },
    { command: 'stroj completion fish > ~/.config/fish/completions/stroj.fish', meaning: 'fish' },
  ],
} as const satisfies Command

export const version = {
  group: 'self',
  summary: 'the version of stroj, and of the daemon when it runs',
  description: [],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj version', meaning: '' }],
} as const satisfies Command

/** Called by the completion scripts: the words so far, the last one being completed. */
export const complete = {
  group: 'self',
  summary: 'answer a completion script',
  description: [],
  arguments: [],
  trailing: 'optional',
  options: {},
  examples: [],
  hidden: true,
} as const satisfies Command
