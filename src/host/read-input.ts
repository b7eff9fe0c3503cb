import { createReadStream } from 'node:fs'
import process from 'node:process'
import { systemReason } from './errno.ts'

/** What a person handed over could not be read. The message says what and why. */
export class UnreadableInput extends Error {
  constructor(what: string, cause: unknown) {
    super(`${what} cannot be read: ${systemReason(cause)}`, { cause })
    this.name = 'UnreadableInput'
  }
}

/** A whole text file. Throws UnreadableInput, also when it has more than `maxBytes`. */
export async function readTextFile(path: string, maxBytes: number, signal: AbortSignal): Promise<string> {
  return (await collect(createReadStream(path), path, maxBytes, signal)).toString()
}

/** Standard input to its end. Throws UnreadableInput, also when it has more than `maxBytes`. */
export async function readStdin(maxBytes: number, signal: AbortSignal): Promise<Buffer> {
  return await collect(process.stdin, 'standard input', maxBytes, signal)
}

async function collect(
  stream: NodeJS.ReadableStream,
  what: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const stop = (): void => void ('destroy' in stream && typeof stream.destroy === 'function' && stream.destroy())
  signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk)
      size += bytes.length
      if (size > maxBytes) throw new Error(`it has more than ${maxBytes} bytes`)
      chunks.push(bytes)
    }
  } catch (cause) {
    signal.throwIfAborted()
    throw new UnreadableInput(what, cause)
  } finally {
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
  return Buffer.concat(chunks)
}
