import type { Command } from '../command.ts'

export const web = {
  group: 'host',
  summary: 'open the web app in the browser, signed in',
  description: [
    'The daemon listens on 127.0.0.1 from then on, also after a restart, until `stroj web off`. The printed address signs in the browser that opens it first, and is good for five minutes.',
    'With `--listen` other computers reach it too, over TLS: by a certificate of yours, or by one that is made here and that browsers warn about; its fingerprint is printed. Whoever signs in may do everything that you may.',
  ],
  arguments: [],
  options: {
    listen: { kind: 'text', value: 'ADDRESS[:PORT]', summary: 'where to listen (default 127.0.0.1:8686)' },
    hostName: {
      kind: 'texts',
      value: 'NAME',
      summary: 'a name by which browsers call this computer; may be repeated',
    },
    certificate: { kind: 'text', value: 'FILE', complete: 'file', summary: 'PEM file of a certificate for TLS' },
    key: { kind: 'text', value: 'FILE', complete: 'file', summary: 'PEM file of its private key' },
    noBrowser: { kind: 'flag', summary: 'only print the address' },
  },
  examples: [
    { command: 'stroj web', meaning: '' },
    {
      command: 'stroj web --listen 0.0.0.0 --host-name machines.example.org',
      meaning: 'for other computers, over TLS',
    },
    { command: 'ssh -L 8686:127.0.0.1:8686 ana@server stroj web --no-browser', meaning: 'from afar, through SSH' },
  ],
} as const satisfies Command

export const webStatus = {
  group: 'host',
  summary: 'where the web app is, and whether it is open',
  description: ['Exit code 4 when it is not.'],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj web status', meaning: '' }],
} as const satisfies Command

export const webOff = {
  group: 'host',
  summary: 'listen on TCP no more',
  description: ['Browsers are signed in still when it is opened again.'],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj web off', meaning: '' }],
} as const satisfies Command

export const tokenLs = {
  group: 'host',
  summary: 'list the tokens that programs and browsers sign in with',
  description: [],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj token ls', meaning: '' }],
} as const satisfies Command

export const tokenCreate = {
  group: 'host',
  summary: 'make a token and print it',
  description: [
    'It is printed once and kept by nobody. It is sent as `Authorization: Bearer TOKEN`, or pasted into the web app. Whoever has it may do everything that you may, unless it is `--read-only`.',
  ],
  arguments: [{ name: 'NAME', arity: 'one', summary: 'who or what it is for: 1 to 63 of a-z, 0-9 and dash' }],
  options: {
    readOnly: { kind: 'flag', summary: 'it may look and change nothing' },
    expires: { kind: 'duration', value: 'TIME', summary: 'how long it is good (default until it is removed)' },
  },
  examples: [
    { command: 'stroj token create ci --expires 30d', meaning: '' },
    { command: 'stroj token create wall --read-only > ~/.wall-token', meaning: 'for a screen on the wall' },
  ],
} as const satisfies Command

export const tokenRm = {
  group: 'host',
  summary: 'remove tokens, and end at once what goes on by them',
  description: [],
  arguments: [{ name: 'TOKEN', arity: 'many', complete: 'token', summary: 'the tokens' }],
  options: {},
  examples: [{ command: 'stroj token rm ci', meaning: '' }],
} as const satisfies Command
