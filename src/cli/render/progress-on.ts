import process from 'node:process'
import type { Session } from '../session.ts'
import { openProgress, type Progress } from './progress.ts'

/** Progress where this session wants it: on stderr, drawn anew on a terminal, nothing with --quiet. */
export function progressOn({ quiet, screen }: Session, title: string): Progress {
  if (quiet) return openProgress(title, undefined)
  return openProgress(title, {
    write: (text) => void process.stderr.write(text),
    terminal: screen.stderrIsTerminal ? { columns: () => process.stderr.columns } : undefined,
    now: () => performance.now(),
  })
}
