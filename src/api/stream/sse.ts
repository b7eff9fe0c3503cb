import type { News } from '../answer.ts'

const encoder = new TextEncoder()

/** One event of an event stream (HTML standard, section 9.2.6). JSON has no line ends of its own. */
export function eventFrame({ id, event, data }: News<unknown>): Uint8Array {
  return encoder.encode(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

/** A comment: keeps the connection known to be alive, and is ignored by every reader. */
export const heartbeatFrame: Uint8Array = encoder.encode(':\n\n')
