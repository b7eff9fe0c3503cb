import { type CallOptions, path, query } from './call.ts'
import type { Wire } from './wire.ts'

/** Of a terminal, in characters. */
export type TerminalSize = { readonly columns: number; readonly rows: number }

export type AttachConsole = CallOptions & {
  /** serial: the console; shell: the second line, with a login. */
  readonly line?: 'serial' | 'shell' | undefined
  readonly size?: TerminalSize | undefined
  /** For a page, whose WebSockets are let in by a ticket. */
  readonly ticket?: string | undefined
}

/** One viewer of a console. */
export type ConsoleConnection = Disposable & {
  /** Begins with the last bytes of the log. Ends when the instance does. Leaving the loop hangs up. */
  readonly output: AsyncIterable<Uint8Array>
  /** Resolves when more may be typed. */
  write(bytes: Uint8Array): Promise<void>
  resize(size: TerminalSize): Promise<void>
}

/** Joins the viewers of a console. The signal, and disposing, hang up. */
export async function attachConsole(wire: Wire, name: string, options: AttachConsole = {}): Promise<ConsoleConnection> {
  const { line, size, ticket, signal = new AbortController().signal } = options
  const address = `${path('v1', 'instances', name, 'console')}${query({ line, ...size })}`
  const socket = await wire.socket(address, signal, ticket)
  return {
    output: socket.received,
    write: (bytes) => socket.send(bytes),
    resize: ({ columns, rows }) => socket.send(JSON.stringify({ resize: { columns, rows } })),
    [Symbol.dispose]: () => socket.close(),
  }
}
