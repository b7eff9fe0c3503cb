import process from 'node:process'
import { StringDecoder } from 'node:string_decoder'

/** A line from the person at the terminal, which is not shown. Rejects when it is given up with Ctrl-C or Ctrl-D. */
export async function askSecret(question: string, signal: AbortSignal): Promise<string> {
  const { stdin, stderr } = process
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const decoder = new StringDecoder()
  let typed: readonly string[] = []
  const hear = (chunk: Buffer): void => {
    for (const key of decoder.write(chunk)) {
      if (key === '\r' || key === '\n') return resolve(typed.join(''))
      if (key === '\u0003' || key === '\u0004') return reject(new Error('no passphrase was given'))
      typed = key === '\u007f' || key === '\b' ? typed.slice(0, -1) : [...typed, key]
    }
  }
  const stop = (): void => reject(signal.reason as Error)
  signal.addEventListener('abort', stop, { once: true })
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.on('data', hear).resume()
  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', stop)
    stdin.off('data', hear).pause()
    stdin.setRawMode(false)
    stderr.write('\n')
  }
}
