import { gzip } from 'node:zlib'
import { promisify } from 'node:util'

const pack = promisify(gzip)

/** The same in less space (RFC 1952). */
export async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  return await pack(bytes)
}
