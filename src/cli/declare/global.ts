import type { Command } from '../command.ts'

export const formats = ['table', 'json', 'yaml', 'csv'] as const
export type Format = (typeof formats)[number]

/** Options that every command takes, before or after its name. */
export const globalOptions = {
  format: { kind: 'choice', short: 'o', choices: formats, summary: 'how results are printed' },
  quiet: { kind: 'flag', short: 'q', summary: 'no progress and no remarks; lists give names only' },
  noHeaders: { kind: 'flag', summary: 'tables and CSV without their first line' },
  color: { kind: 'choice', choices: ['auto', 'always', 'never'], summary: 'colours; auto means on a terminal' },
  timeout: { kind: 'duration', value: 'TIME', summary: 'give up after this time (90, 90s, 5m, 1h)' },
  noInput: { kind: 'flag', summary: 'never read from the terminal' },
  verbose: { kind: 'flag', short: 'v', summary: 'say more about errors' },
  help: { kind: 'flag', short: 'h', summary: 'show help' },
} as const satisfies Command['options']
