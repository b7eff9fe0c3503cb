import type { FaultEntry } from './fault-entry.ts'

/** Failures about snapshots; a part of the catalogue. */
export const snapshotFaults = {
  'snapshot.not-found': {
    status: 404,
    text: (d: { instance: string; name: string; near?: string | undefined }) =>
      `Instance "${d.instance}" has no snapshot "${d.name}".${d.near === undefined ? '' : ` Did you mean "${d.near}"?`}`,
    hint: (d: { instance: string }) => `List them with \`stroj snapshot ls ${d.instance}\`.`,
  },
  'snapshot.exists': {
    status: 409,
    text: (d: { instance: string; name: string }) =>
      `Instance "${d.instance}" has a snapshot named "${d.name}" already.`,
    hint: () => 'Choose another name, or leave it out.',
  },
  'snapshot.refused': {
    status: 409,
    text: (d: { instance: string; reason: string }) =>
      `No snapshot of instance "${d.instance}" can be taken: ${d.reason}.`,
  },
  'snapshot.incomplete': {
    status: 409,
    text: (d: { instance: string; disks: readonly string[] }) =>
      `A snapshot of instance "${d.instance}" would be without ${d.disks.join(' and ')}: volumes and files of yours stand for themselves.`,
    hint: () =>
      'Take it without them (`--leave-out`), or detach them before; `stroj volume clone` keeps a volume as it is.',
  },
  'snapshot.restore-refused': {
    status: 409,
    text: (d: { instance: string; name: string; reason: string }) =>
      `Instance "${d.instance}" cannot go back to "${d.name}": ${d.reason}.`,
    hint: () => 'Nothing was changed. Without its memory (`--disks-only`) a snapshot needs the same disks only.',
  },
  'snapshot.failed': {
    status: 502,
    text: (d: { instance: string; name: string; reason: string }) =>
      `Snapshot "${d.name}" of instance "${d.instance}" failed: ${d.reason}.`,
    hint: () => 'The instance goes on as before.',
  },
  'snapshot.not-merged': {
    status: 502,
    text: (d: { instance: string; name: string; reason: string }) =>
      `Snapshot "${d.name}" of instance "${d.instance}" is removed, but the disks that it kept still take room: ${d.reason}.`,
    hint: () => 'Nothing is lost. Mend the cause; they are merged when the next snapshot of the instance is removed.',
  },
  'snapshot.memory-lost': {
    status: 502,
    text: (d: { instance: string; name: string; reason: string }) =>
      `Snapshot "${d.name}" of instance "${d.instance}" has the disks only; the memory could not be kept: ${d.reason}.`,
    hint: (d: { instance: string; name: string }) =>
      `Keep it as it is, or remove it with \`stroj snapshot rm ${d.instance} ${d.name}\`.`,
  },
} as const satisfies Record<string, FaultEntry>
