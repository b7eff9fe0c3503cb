import type { FaultEntry } from './fault-entry.ts'

/** Failures of forks; a part of the catalogue. */
export const forkFaults = {
  'fork.refused': {
    status: 409,
    text: (d: { instance: string; reason: string }) => `Instance "${d.instance}" cannot be forked: ${d.reason}.`,
    hint: () => 'Nothing was changed. `stroj help fork` says what a fork needs.',
  },
  'fork.failed': {
    status: 502,
    text: (d: { instance: string; fork: string; reason: string }) =>
      `No fork "${d.fork}" of instance "${d.instance}" was made: ${d.reason}.`,
    hint: (d: { instance: string }) =>
      `"${d.instance}" goes on as before, and nothing is left of the fork. Try it again, or look at \`stroj logs ${d.instance}\`.`,
  },
} as const satisfies Record<string, FaultEntry>
