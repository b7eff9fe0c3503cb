import { closeSync, writeSync } from 'node:fs'

/** Tells whoever started us how that went, in one line of JSON, and hangs up. Does nothing without a pipe. */
export function tellStarter(fd: number | null, message: object): void {
  if (fd === null) return
  try {
    writeSync(fd, `${JSON.stringify(message)}\n`)
    closeSync(fd)
  } catch {
    // The starter has gone away; nobody is left to tell.
  }
}
