import type { FaultEntry } from './fault-entry.ts'

/** The daemon itself: reached, started, ended, and what it keeps. */
export const daemonFaults = {
  'daemon.unreachable': {
    status: 503,
    text: (d: { socket: string; reason: string }) => `The daemon cannot be reached at ${d.socket}: ${d.reason}.`,
    hint: () => '`stroj daemon restart` starts it anew; running instances are not touched.',
  },
  'daemon.start-failed': {
    status: 503,
    text: (d: { reason: string; log: string }) => `The daemon did not start: ${d.reason}.`,
    hint: (d: { log: string }) => `Its log has more: ${d.log}`,
  },
  'daemon.already-running': {
    status: 409,
    text: (d: { pid: number }) => `A daemon runs already (pid ${d.pid}).`,
    hint: () => '`stroj daemon status` shows it; `stroj daemon stop` ends it.',
  },
  'daemon.stopping': {
    status: 503,
    text: () => 'The daemon is stopping.',
    hint: () => 'Ask again; a new daemon is started on demand.',
  },
  'daemon.settings-invalid': {
    status: 422,
    text: (d: { file: string; reason: string }) => `The settings in ${d.file} cannot be used: ${d.reason}.`,
    hint: () => 'Correct the file, or move it away; docs/design/images.md describes every key.',
  },
  'daemon.store-damaged': {
    status: 503,
    text: (d: { path: string; reason: string }) => `The database ${d.path} cannot be used: ${d.reason}.`,
    hint: () =>
      'It was left as it is. Move it away together with its -wal and -shm files, then restore a copy or begin anew.',
  },
} as const satisfies Record<string, FaultEntry>
