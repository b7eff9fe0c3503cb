import { Fault } from '../model/fault.ts'
import { type RawSocket, refuseOnSocket } from './refuse-on-socket.ts'

/** Answers what Node could not read as HTTP, then hangs up. */
export function refuseUnreadable({ code }: { readonly code?: string }, socket: RawSocket): void {
  refuseOnSocket(socket, new Fault('request.malformed', { reason: reasonOf(code) }).toProblem())
}

/** Codes of Node and of its parser llhttp. */
function reasonOf(code: string | undefined): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'it did not come in time'
  return code === 'HPE_HEADER_OVERFLOW' ? 'its headers are too long' : 'it is not HTTP/1.1'
}
