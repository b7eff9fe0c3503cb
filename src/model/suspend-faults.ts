import type { FaultEntry } from './fault-entry.ts'

/** Failures of instances that are suspended, or go on. Part of the catalogue. */
export const suspendFaults = {
  'suspend.refused': {
    status: 409,
    text: (d: { instance: string; reason: string }) => `Instance "${d.instance}" cannot be suspended: ${d.reason}.`,
    hint: (d: { instance: string }) =>
      `Nothing was changed. \`stroj pause ${d.instance}\` keeps its memory where it is, and \`stroj stop ${d.instance}\` shuts it down.`,
  },
  'suspend.failed': {
    status: 502,
    text: (d: { instance: string; reason: string }) => `Instance "${d.instance}" was not suspended: ${d.reason}.`,
    hint: (d: { instance: string }) => `It goes on as before; \`stroj show ${d.instance}\` tells what it does.`,
  },
  'suspend.unfit': {
    status: 409,
    text: (d: { instance: string; reason: string }) =>
      `Instance "${d.instance}" cannot go on from where it was suspended: ${d.reason}.`,
    hint: (d: { instance: string }) =>
      `Its memory is kept until then. To boot it without, as after a power cut: \`stroj kill ${d.instance}\`, then \`stroj start ${d.instance}\`.`,
  },
} as const satisfies Record<string, FaultEntry>
