import process from 'node:process'
import type { Painter } from './render/paint.ts'
import { painter } from './render/paint.ts'

/** Where a command writes: data to stdout, all else to stderr. */
export type Screen = {
  /** Data. Resolves when it is handed over, so that a slow reader slows us down. */
  write(data: string | Uint8Array): Promise<void>
  /** A remark for the person, one line; nothing with --quiet. */
  note(line: string): void
  /** What a person at a terminal likes to hear, and a log does not need. */
  confirm(line: string): void
  /** An error, or the bytes of the stderr of a command in the guest. */
  writeError(data: string | Uint8Array): Promise<void>
  readonly stdoutIsTerminal: boolean
  readonly stderrIsTerminal: boolean
  /** Width of the terminal that stdout is, in characters; undefined where it is none. */
  readonly columns: () => number | undefined
  /** Colours for stdout and for stderr. */
  readonly paint: Painter
  readonly paintError: Painter
}

/** How texts in columns are made for it. */
export function lookOf({ paint, columns }: Screen): { readonly paint: Painter; readonly columns: number | undefined } {
  return { paint, columns: columns() }
}

export type ScreenOptions = {
  readonly color: 'auto' | 'always' | 'never'
  readonly quiet: boolean
  readonly columns: number | undefined
}

/** The screen of this process. A reader that goes away (`| head`) ends the process quietly. */
export function openScreen({ color, quiet, columns }: ScreenOptions): Screen {
  const { stdout, stderr } = process
  for (const stream of [stdout, stderr]) stream.on('error', endQuietly)
  const colored = (isTerminal: boolean): Painter => painter(color === 'always' || (color === 'auto' && isTerminal))
  return {
    write: (data) => hand(stdout, data),
    note: (line) => void (quiet || stderr.write(`${line}\n`)),
    confirm: (line) => void (quiet || !stderr.isTTY || stderr.write(`${line}\n`)),
    writeError: (data) => hand(stderr, data),
    stdoutIsTerminal: stdout.isTTY,
    stderrIsTerminal: stderr.isTTY,
    columns: () => (stdout.isTTY ? (columns ?? stdout.columns) : undefined),
    paint: colored(stdout.isTTY),
    paintError: colored(stderr.isTTY),
  }
}

function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}

function hand(stream: NodeJS.WriteStream, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(data, (error) => (error ? reject(error) : resolve()))
  })
}
