import type { FaultEntry } from './fault-entry.ts'

/** Failures that have to do with processors and memory of a machine. Part of the catalogue. */
export const sizeFaults = {
  'instance.guest-holds': {
    status: 409,
    text: (d: { name: string; held: string }) =>
      `The guest of "${d.name}" has not done what was asked of it: ${d.held}.`,
    hint: (d: { name: string }) =>
      `A guest gives back no memory that it uses, and at times an emulated one takes no processor. The change is written down: set it again later, or \`stroj restart ${d.name}\`.`,
  },
  'instance.too-much-memory': {
    status: 422,
    text: (d: { memory: string; host: string }) => `${d.memory} of memory is more than this host has (${d.host}).`,
    hint: () => 'Give the instance less memory.',
  },
} as const satisfies Record<string, FaultEntry>
