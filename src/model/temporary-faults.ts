import type { FaultEntry } from './fault-entry.ts'

/** Failures that have to do with instances that stay for a time only. Part of the catalogue. */
export const temporaryFaults = {
  'instance.not-temporary': {
    status: 409,
    text: (d: { name: string }) => `Instance "${d.name}" is not temporary: it stays until somebody deletes it.`,
    hint: () => 'Only what was made with a lifetime (`stroj create --lifetime`) can be renewed.',
  },
} as const satisfies Record<string, FaultEntry>
