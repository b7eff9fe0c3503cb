import type { Problem } from '../model/operation.ts'
import { problemType } from './problem.ts'

/** As much of a socket as is needed to refuse on it. */
export type RawSocket = { readonly writable: boolean; end(text: string): unknown; destroy(): unknown }

/** Answers with a problem where no framework does it for us, then hangs up. */
export function refuseOnSocket(socket: RawSocket, problem: Problem): void {
  if (!socket.writable) return void socket.destroy()
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.code}`,
    `content-type: ${problemType}`,
    `content-length: ${new TextEncoder().encode(body).length}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
