import type { FaultEntry } from './fault-entry.ts'

/** Failures that have to do with who may speak to the daemon, and where. Part of the catalogue. */
export const accessFaults = {
  'access.denied': {
    status: 401,
    text: (d: { reason: string }) => `The daemon does not know who asks: ${d.reason}.`,
    hint: () => 'Open the web app with `stroj web`, or make a token with `stroj token create NAME`.',
  },
  'access.read-only': {
    status: 403,
    text: (d: { operation: string }) =>
      `Who asks may look and change nothing; ${d.operation} needs somebody who may do everything.`,
    hint: () => 'Make a token that may do everything: `stroj token create NAME`.',
  },
  'access.too-many-attempts': {
    status: 429,
    text: (d: { seconds: number }) => `Too many wrong secrets were tried; wait ${d.seconds} seconds.`,
    hint: () => '`stroj web` makes a link that works at once when the time is over.',
  },
  'token.not-found': {
    status: 404,
    text: (d: { token: string; near?: string | undefined }) =>
      `There is no token "${d.token}".${d.near === undefined ? '' : ` Did you mean "${d.near}"?`}`,
    hint: () => 'List them with `stroj token ls`.',
  },
  'token.exists': {
    status: 409,
    text: (d: { token: string }) => `A token named "${d.token}" exists already.`,
    hint: (d: { token: string }) => `Choose another name, or remove it with \`stroj token rm ${d.token}\`.`,
  },
  'listener.closed': {
    status: 409,
    text: () => 'The daemon does not listen on TCP, so there is no address for a browser.',
    hint: () => 'Open it with `stroj web`.',
  },
  'listener.unusable': {
    status: 422,
    text: (d: { address: string; reason: string }) => `The daemon cannot listen on ${d.address}: ${d.reason}.`,
    hint: () => 'Choose another address or port: `stroj web --listen 127.0.0.1:8686`.',
  },
} as const satisfies Record<string, FaultEntry>
