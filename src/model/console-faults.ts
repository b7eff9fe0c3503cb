import type { FaultEntry } from './fault-entry.ts'

/** Failures that have to do with how people see an instance. Part of the catalogue. */
export const consoleFaults = {
  'instance.no-console': {
    status: 409,
    text: (d: { name: string; line: string }) => `Instance "${d.name}" has no ${d.line} console.`,
    hint: () => 'Set `console.serial: true` in its spec, or use an image with a shell line.',
  },
  'instance.no-screen': {
    status: 409,
    text: (d: { name: string }) => `Instance "${d.name}" has no screen.`,
    hint: () => 'Set `console.screen: true` in its spec, and a machine that has a graphics card.',
  },
} as const satisfies Record<string, FaultEntry>
