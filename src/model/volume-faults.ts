import type { FaultEntry } from './fault-entry.ts'

/** Failures that have to do with volumes and pools. Part of the catalogue. */
export const volumeFaults = {
  'volume.not-found': {
    status: 404,
    text: (d: { volume: string; near?: string | undefined }) =>
      `There is no volume "${d.volume}".${d.near === undefined ? '' : ` Did you mean "${d.near}"?`}`,
    hint: () => 'List them with `stroj volume ls`, or make one with `stroj volume create`.',
  },
  'volume.exists': {
    status: 409,
    text: (d: { volume: string }) => `A volume named "${d.volume}" exists already.`,
    hint: (d: { volume: string }) => `Choose another name, or remove it with \`stroj volume rm ${d.volume}\`.`,
  },
  'volume.in-use': {
    status: 409,
    text: (d: { volume: string; action: string; users: readonly string[] }) =>
      `Volume "${d.volume}" is a disk of ${d.users.join(', ')}, so it cannot ${d.action}.`,
    hint: () => 'Stop the instance first, or detach the volume from it: `stroj volume detach`.',
  },
  'volume.stood-on': {
    status: 409,
    text: (d: { volume: string; action: string; others: readonly string[] }) =>
      `Volume "${d.volume}" cannot ${d.action}: ${d.others.join(', ')} ${d.others.length === 1 ? 'stands' : 'stand'} on it.`,
    hint: () => 'Remove those first, or make them stand alone: `stroj volume convert NAME --to qcow2`.',
  },
  'volume.locked': {
    status: 409,
    text: (d: { volume: string }) => `Volume "${d.volume}" is encrypted, and its passphrase is not known here.`,
    hint: (d: { volume: string }) => `Give it with \`stroj volume unlock ${d.volume}\`.`,
  },
  'volume.wrong-passphrase': {
    status: 422,
    text: (d: { volume: string }) => `This passphrase does not open volume "${d.volume}".`,
    hint: () => 'Nothing was changed. Without the right one nobody can read it.',
  },
  'volume.damaged': {
    status: 409,
    text: (d: { volume: string; reason: string }) => `Volume "${d.volume}" cannot be used: ${d.reason}.`,
    hint: (d: { volume: string }) => `\`stroj volume check ${d.volume} --repair\` mends a qcow2 file on a copy.`,
  },
  'volume.wrong-size': {
    status: 422,
    text: (d: { volume: string; reason: string }) => `Volume "${d.volume}" cannot have this size: ${d.reason}.`,
  },
  'volume.unfit': {
    status: 409,
    text: (d: { volume: string; action: string; reason: string }) =>
      `Volume "${d.volume}" cannot ${d.action}: ${d.reason}.`,
  },
  'volume.held': {
    status: 504,
    text: (d: { volume: string; name: string }) => `The guest of "${d.name}" does not let go of volume "${d.volume}".`,
    hint: () => 'Unmount it in the guest and detach it again, or stop the instance first.',
  },
  'volume.failed': {
    status: 502,
    text: (d: { action: string; reason: string; left?: string | undefined }) =>
      `To ${d.action} did not work: ${d.reason}.`,
    hint: (d: { left?: string | undefined }) => d.left ?? 'Nothing was changed and nothing is left of it.',
  },
  'pool.not-found': {
    status: 404,
    text: (d: { pool: string; near?: string | undefined }) =>
      `There is no pool "${d.pool}".${d.near === undefined ? '' : ` Did you mean "${d.near}"?`}`,
    hint: () => 'List them with `stroj pool ls`.',
  },
  'pool.exists': {
    status: 409,
    text: (d: { pool: string; reason: string }) => `The pool "${d.pool}" cannot be made: ${d.reason}.`,
  },
  'pool.unusable': {
    status: 422,
    text: (d: { path: string; reason: string }) => `The folder ${d.path} cannot be a pool: ${d.reason}.`,
    hint: () => 'Take a folder of your own that nobody else can write to: `mkdir -m 700`.',
  },
  'pool.in-use': {
    status: 409,
    text: (d: { pool: string; reason: string }) => `The pool "${d.pool}" cannot be removed: ${d.reason}.`,
  },
} as const satisfies Record<string, FaultEntry>
