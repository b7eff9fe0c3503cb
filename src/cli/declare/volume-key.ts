import type { Command } from '../command.ts'

const volume = { name: 'VOLUME', arity: 'one', complete: 'volume', summary: 'the volume' } as const
const given = 'It is asked for at the terminal, or read from standard input (its first line); it is never an argument.'

export const volumeLock = {
  group: 'objects',
  summary: 'forget the passphrase of an encrypted volume',
  description: ['Nobody can use it then until it is unlocked. No machine may have it open.'],
  arguments: [volume],
  options: {},
  examples: [{ command: 'stroj volume lock private', meaning: '' }],
} as const satisfies Command

export const volumeUnlock = {
  group: 'objects',
  summary: 'give the passphrase of an encrypted volume',
  description: [`${given} It is tried, and kept by the daemon when it opens the volume.`],
  arguments: [volume],
  options: {},
  examples: [
    { command: 'stroj volume unlock private', meaning: '' },
    { command: 'pass show private | stroj volume unlock private', meaning: 'from a keeper of passwords' },
  ],
} as const satisfies Command

export const volumeRekey = {
  group: 'objects',
  summary: 'give an encrypted volume another passphrase',
  description: [`${given} What is in the volume is not written anew.`],
  arguments: [volume],
  options: {},
  examples: [{ command: 'stroj volume rekey private', meaning: '' }],
} as const satisfies Command
