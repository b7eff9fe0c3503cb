import { type ByteReader, HttpError } from './byte-reader.ts'

/** Header names are in lower case; what is given several times is joined with commas. */
export type Head = { readonly status: number; readonly headers: ReadonlyMap<string, string> }

const mostHeaders = 200

/** The head of the final answer; those before it (status 1xx) are skipped (RFC 9110 section 15.2). */
export async function readHead(reader: ByteReader): Promise<Head> {
  for (;;) {
    const status = readStatus(await reader.line())
    const headers = await readHeaders(reader)
    if (status >= 200) return { status, headers }
  }
}

function readStatus(line: string): number {
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(line)?.[1]
  if (status === undefined) throw new HttpError('what answers does not speak HTTP/1.1')
  return Number(status)
}

async function readHeaders(reader: ByteReader): Promise<ReadonlyMap<string, string>> {
  const headers = new Map<string, string>()
  for (let count = 0; count < mostHeaders; count++) {
    const line = await reader.line()
    if (line === '') return headers
    const colon = line.indexOf(':')
    if (colon < 1) throw new HttpError('a header of the answer has no name')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  throw new HttpError('the answer has too many headers')
}
