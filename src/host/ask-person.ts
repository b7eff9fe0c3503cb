import { on, once } from 'node:events'
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

/** The same, but what is typed is not shown. */
export async function askSecret(question: string, signal: AbortSignal): Promise<string> {
  process.stderr.write(question)
  process.stdin.setRawMode(true)
  process.stdin.resume()
  let typed = ''
  try {
    for await (const [bytes] of on(process.stdin, 'data', { signal }) as AsyncIterable<[Buffer]>) {
      for (const letter of bytes.toString()) {
        if (letter === '\r' || letter === '\n') return typed
        if (letter === '\u0003' || letter === '\u0004') return ''
        typed = letter === '\u007f' || letter === '\b' ? typed.slice(0, -1) : typed + letter
      }
    }
    return typed
  } finally {
    process.stdin.setRawMode(false)
    process.stdin.pause()
    process.stderr.write('\n')
  }
}
