import type { Command } from '../command.ts'

const name = { name: 'NAME', arity: 'one', complete: 'instance', summary: 'the instance' } as const
const detachKeys = {
  kind: 'text',
  value: 'KEYS',
  summary: 'what leaves it, such as ctrl-a or ctrl-p,ctrl-q (default ctrl-])',
} as const

export const exec = {
  group: 'inside',
  summary: 'run a command in the guest',
  description: [
    'Through the guest agent, without a terminal: output and exit code are passed on when it has ended. When stdin is not a terminal, it is read to its end and given to the command; `--no-input` leaves it alone.',
    'A guest that is still booting is waited for.',
  ],
  usage: ['[OPTION...] NAME -- COMMAND...'],
  arguments: [name],
  trailing: 'required',
  options: {
    env: { kind: 'texts', short: 'e', value: 'NAME=VALUE', summary: 'an environment variable for it' },
    timeout: { kind: 'duration', value: 'TIME', summary: 'kill it after this time (default 1h)' },
    wait: { kind: 'duration', value: 'TIME', summary: 'how long to wait for the guest to answer (default 30s)' },
  },
  examples: [
    { command: 'stroj exec web -- uname -a', meaning: '' },
    { command: "stroj exec web -- sh -c 'cat > /etc/motd' < motd", meaning: 'with input' },
  ],
  exits: [
    { code: '125', meaning: 'stroj failed before it was begun' },
    { code: '126', meaning: 'it may not be executed in the guest' },
    { code: '127', meaning: 'it was not found in the guest' },
    { code: 'other', meaning: 'what it ended with; 128 + n when signal n ended it' },
  ],
} as const satisfies Command

export const console = {
  group: 'inside',
  summary: 'attach to the serial line of an instance',
  description: [
    'What the guest wrote last is shown first. Several may watch and type at once. Ctrl-] leaves it; the instance runs on.',
  ],
  arguments: [name],
  options: { detachKeys },
  examples: [
    { command: 'stroj console web', meaning: '' },
    { command: 'stroj console web --detach-keys ctrl-p,ctrl-q', meaning: 'as docker does' },
  ],
} as const satisfies Command

export const shell = {
  group: 'inside',
  summary: 'open a login shell in the guest',
  description: [
    'On the second line of the instance, apart from the boot messages of its console. Images that were built here log root in without a password. Ctrl-] leaves it.',
  ],
  arguments: [name],
  options: { detachKeys },
  examples: [{ command: 'stroj shell web', meaning: '' }],
} as const satisfies Command

export const screenshot = {
  group: 'inside',
  summary: 'a picture of the screen of an instance',
  description: ['PNG, into FILE or where stdout leads; a terminal gets none.'],
  arguments: [name, { name: 'FILE', arity: 'optional', complete: 'file', summary: 'where to; it is overwritten' }],
  options: {},
  examples: [{ command: 'stroj screenshot web web.png', meaning: '' }],
} as const satisfies Command
