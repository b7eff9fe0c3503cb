/** One event of an event stream. */
export type ServerSentEvent = { readonly event: string; readonly data: string; readonly id: string }

/** Longest line and longest data of an event, in characters; more is not from a daemon of ours. */
const longest = 8 * 2 ** 20

/**
 * Reads an event stream (HTML standard, section 9.2.6), however its bytes were packed.
 * An event that was cut off by the end of the stream is dropped, as the standard demands.
 */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent, undefined> {
  let id = ''
  let event = ''
  let data: string[] = []
  for await (const line of eventLines(chunks)) {
    if (line === '') {
      if (data.length > 0) yield { event: event === '' ? 'message' : event, data: data.join('\n'), id }
      event = ''
      data = []
      continue
    }
    const { field, value } = cut(line)
    if (field === 'data') data.push(value)
    if (field === 'event') event = value
    if (field === 'id' && !value.includes('\0')) id = value
    if (data.length > 1 && data.reduce((sum, { length }) => sum + length, 0) > longest) throw tooLong()
  }
}

/** A line that begins with a colon is a comment: its field has no name. */
function cut(line: string): { readonly field: string; readonly value: string } {
  const colon = line.indexOf(':')
  if (colon === -1) return { field: line, value: '' }
  return { field: line.slice(0, colon), value: line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1)) }
}

/** Lines may end in LF, CR or CRLF; the last one counts only with its end. */
async function* eventLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, undefined> {
  // It drops a byte order mark by itself.
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    // A CR at the very end may be half of a CRLF: wait for what follows.
    const complete = rest.endsWith('\r') ? rest.slice(0, -1) : rest
    const parts = complete.split(/\r\n|\n|\r/)
    const last = parts.pop() ?? ''
    rest = rest.slice(complete.length - last.length)
    yield* parts
    if (rest.length > longest) throw tooLong()
  }
}

function tooLong(): Error {
  return new Error(`an event is longer than ${longest} characters`)
}
