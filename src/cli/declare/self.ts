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

export const hashPassword = {
  group: 'self',
  summary: 'hash a password for a spec',
  description: [
    'Asks for a password without showing it, or takes the first line of standard input, and prints its hash as crypt(5) has it (SHA-512). The daemon is not asked, and the password is kept nowhere.',
  ],
  arguments: [],
  options: {},
  examples: [
    { command: 'stroj hash-password', meaning: 'for `install.passwordHash` or `cloud.passwordHash`' },
    { command: 'pass show guests/ana | stroj hash-password', meaning: 'from a password manager' },
  ],
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
