import type { Command } from '../command.ts'

export const doctor = {
  group: 'host',
  summary: 'check whether this host can run instances',
  description: [
    'Says for each thing that is missing what it is for and the exact command that fixes it. Exit code 1 when something is missing without which the main job cannot be done.',
  ],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj doctor', meaning: '' }],
} as const satisfies Command

export const events = {
  group: 'host',
  summary: 'what happens, as it happens',
  description: [
    'Waits for the next event, prints it and ends; with `--follow` it goes on with those that come after. With `--format json` each is one JSON object on a line of its own.',
  ],
  arguments: [],
  options: { follow: { kind: 'flag', short: 'f', summary: 'go on after the first' } },
  examples: [
    { command: 'stroj events -f', meaning: '' },
    { command: 'stroj events -f -o json | jq \'select(.kind == "instance.state")\'', meaning: 'for programs' },
  ],
} as const satisfies Command

export const daemonStatus = {
  group: 'host',
  summary: 'whether the daemon runs, and where its files are',
  description: ['Does not start it. Exit code 6 when it does not run.'],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj daemon status', meaning: '' }],
} as const satisfies Command

export const daemonStop = {
  group: 'host',
  summary: 'end the daemon; instances run on',
  description: ['The next command starts it again, and it takes the running instances over.'],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj daemon stop', meaning: '' }],
} as const satisfies Command

export const daemonRestart = {
  group: 'host',
  summary: 'end the daemon and start it anew; instances run on',
  description: ['After an upgrade of stroj, for example.'],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj daemon restart', meaning: '' }],
} as const satisfies Command
