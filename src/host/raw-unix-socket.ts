import { connect } from 'node:net'

/** A socket of Node that begins to connect, for libraries which speak their own protocol on one. */
export function rawUnixSocket(path: string): ReturnType<typeof connect> {
  return connect({ path })
}
