import type { WireRequest } from '../../sdk/wire.ts'

const encoder = new TextEncoder()
/** Visible characters and spaces of ASCII: nothing that could end a line of the head. */
const plain = /^[\x20-\x7e]*$/

/** One request in HTTP/1.1, after whose answer the connection is closed. */
export function writeRequest({ method, path, headers = {}, body }: WireRequest): Uint8Array {
  const content = body === undefined ? undefined : encoder.encode(JSON.stringify(body))
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    'connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(content ? ['content-type: application/json', `content-length: ${content.length}`] : []),
  ]
  if (/\s/.test(path) || !lines.every((line) => plain.test(line))) {
    throw new TypeError(`a path or header has characters that HTTP does not allow: ${path}`)
  }
  return join(encoder.encode(`${lines.join('\r\n')}\r\n\r\n`), content ?? new Uint8Array(0))
}

function join(head: Uint8Array, content: Uint8Array): Uint8Array {
  const all = new Uint8Array(head.length + content.length)
  all.set(head)
  all.set(content, head.length)
  return all
}
