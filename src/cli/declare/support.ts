import type { Command } from '../command.ts'

export const supportBundle = {
  group: 'host',
  summary: 'gather what a report of a problem needs, without secrets',
  description: [
    'Writes one `.tar.gz` that only you can read: versions, what `stroj doctor` finds, specs of instances, the last operations and events, the log of the daemon, and how QEMU was started and what it said. It lists what is in it, asks nothing and sends nothing. What cannot be found out is left out and told: a daemon that does not start is no hindrance.',
    'Passwords and their hashes, tokens, keys, lines for the shell of a guest, labels, and whatever else of a spec could be a secret are taken out, wherever they stand. What guests print is not in it. Names of instances, users, files and devices are; look into it before you give it to somebody.',
  ],
  arguments: [],
  options: {
    output: {
      kind: 'text',
      value: 'FILE',
      complete: 'file',
      summary: 'the file to write, which must not be there (default stroj-support-TIME.tar.gz here)',
    },
  },
  examples: [
    { command: 'stroj support bundle', meaning: '' },
    { command: 'stroj support bundle --output /tmp/report.tar.gz', meaning: 'under a name of your own' },
  ],
} as const satisfies Command
