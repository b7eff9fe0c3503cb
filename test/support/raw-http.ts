import { connect } from 'node:net'

/** Sends bytes as they are and gives everything that comes back until the other side hangs up. */
export async function sendRaw(socket: string, ...pieces: readonly string[]): Promise<string> {
  const connection = connect({ path: socket })
  let answer = ''
  connection.on('data', (chunk) => {
    answer += chunk.toString('latin1')
  })
  // The daemon may hang up before it has read everything; its answer is there all the same.
  connection.on('error', () => {})
  for (const piece of pieces) connection.write(piece)
  await new Promise((resolve) => connection.once('close', resolve))
  return answer
}

export type RawAnswer = { readonly status: number; readonly head: string; readonly body: string }

/** One request with exactly these header lines; the connection is closed after it. */
export async function request(
  socket: string,
  line: string,
  headers: readonly string[] = ['host: localhost'],
  body = '',
): Promise<RawAnswer> {
  const answer = await sendRaw(
    socket,
    `${[`${line} HTTP/1.1`, ...headers, 'connection: close'].join('\r\n')}\r\n\r\n${body}`,
  )
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), head, body: rest.join('\r\n\r\n') }
}

/** Header lines for a JSON body, with the Host that the daemon wants. */
export function jsonHeaders(body: string): readonly string[] {
  return ['host: localhost', 'content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]
}
