import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'

/** Whether somebody sits there who can answer. */
export function canAskPerson(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY
}

/** A line from the person at the terminal, after a question on stderr; empty when they only close it. */
export async function askPerson(question: string, signal: AbortSignal): Promise<string> {
  // As no terminal of its own, it leaves Ctrl-C to the process.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  try {
    const closed = once(lines, 'close', { signal }).then(() => '')
    return await Promise.race([lines.question(question, { signal }), closed])
  } finally {
    lines.close()
  }
}
