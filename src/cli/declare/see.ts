import type { Command } from '../command.ts'

export const ls = {
  group: 'make',
  summary: 'list instances',
  description: [
    'ACCEL says `tcg` for an instance that is emulated in software; `stroj show` says why. FORWARDS are ports of the host that lead into the guest.',
    'A filter is `state=`, `label=` or `name=`. Several, with commas or repeated, must all hold; of several states one is enough.',
  ],
  arguments: [],
  options: {
    filter: { kind: 'texts', value: 'KEY=VALUE,...', complete: 'filter', summary: 'only those that fit' },
  },
  examples: [
    { command: 'stroj ls', meaning: '' },
    { command: 'stroj ls --filter state=running,label=tier=front', meaning: 'some of them' },
    { command: 'stroj ls -q', meaning: 'names only' },
    { command: 'stroj ls --format json', meaning: 'for programs: bytes are integers, times are UTC' },
  ],
} as const satisfies Command

export const show = {
  group: 'make',
  summary: 'everything about an instance',
  description: [
    'State, hardware, addresses, what waits for the next start, whether it is emulated and why, and which actions are possible now.',
  ],
  arguments: [{ name: 'NAME', arity: 'one', complete: 'instance', summary: 'the instance' }],
  options: {},
  examples: [
    { command: 'stroj show web', meaning: '' },
    { command: 'stroj show web -o json | jq -r .addresses[0]', meaning: 'one fact' },
  ],
} as const satisfies Command

export const logs = {
  group: 'inside',
  summary: 'what the guest wrote on its serial line',
  description: ['With `--engine` what QEMU itself has said, which tells why a start failed.'],
  arguments: [{ name: 'NAME', arity: 'one', complete: 'instance', summary: 'the instance' }],
  options: {
    follow: { kind: 'flag', short: 'f', summary: 'go on with what comes' },
    tail: { kind: 'number', short: 'n', value: 'LINES', summary: 'only the last lines' },
    engine: { kind: 'flag', summary: 'the log of QEMU' },
  },
  examples: [
    { command: 'stroj logs -f web', meaning: 'watch it boot' },
    { command: 'stroj logs --engine -n 20 web', meaning: 'why did it not start?' },
  ],
} as const satisfies Command

export const explain = {
  group: 'inside',
  summary: 'show the plain commands that an action stands for',
  description: [
    'Nothing is done. Each command has its reason as a comment, and the whole can be pasted into a shell. What is printed is what stroj runs.',
    'Of an instance that is not made yet, `stroj run … --explain` and `stroj create … --explain` tell the same.',
    '`--as plain` prints the short form that a textbook would use, and says what it leaves out.',
  ],
  arguments: [
    {
      name: 'ACTION',
      arity: 'one',
      complete: ['create', 'start', 'stop', 'kill', 'pause', 'resume', 'reset', 'snapshot', 'fork', 'suspend'],
      summary: 'create, start, stop, kill, pause, resume, reset, snapshot or fork',
    },
    { name: 'NAME', arity: 'one', complete: 'instance', summary: 'the instance' },
  ],
  usage: ['ACTION NAME [--as plain]'],
  options: { as: { kind: 'choice', choices: ['exact', 'plain'], summary: 'which form (default exact)' } },
  examples: [
    { command: 'stroj explain start web', meaning: '' },
    { command: 'stroj explain start web --as plain', meaning: 'what one would type by hand' },
  ],
} as const satisfies Command
