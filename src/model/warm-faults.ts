import type { FaultEntry } from './fault-entry.ts'
import { forkFaults } from './fork-faults.ts'

/** Failures that have to do with warm images and forks. Part of the catalogue. */
export const warmFaults = {
  ...forkFaults,
  'warm.refused': {
    status: 422,
    text: (d: { image: string; reason: string }) => `No guest of image "${d.image}" can be kept warm: ${d.reason}.`,
    hint: () => 'Instances of it boot as ever. `stroj help image warm` says what a warm image needs.',
  },
  'warm.not-found': {
    status: 404,
    text: (d: { warm: string }) => `There is no warm image "${d.warm}".`,
    hint: () => 'List them with `stroj warm ls`.',
  },
  'warm.over-budget': {
    status: 409,
    text: (d: { needed: string; budget: string }) =>
      `A warm image of ${d.needed} does not fit into the budget of ${d.budget} for all of them.`,
    hint: () => 'Give them more with `stroj warm set --budget SIZE`, or keep a guest with less memory.',
  },
} as const satisfies Record<string, FaultEntry>
