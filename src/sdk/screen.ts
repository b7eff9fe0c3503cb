import { path } from './call.ts'

/** What a VNC client in a page connects to: a WebSocket whose binary frames are the bytes of RFB. */
export type ScreenDoor = { readonly path: string; readonly protocols: readonly string[] }

/** `ticket`: a fresh one for a screen, see `createTicket`. */
export function screenDoor(name: string, ticket: string): ScreenDoor {
  return { path: path('v1', 'instances', name, 'screen'), protocols: ['binary', `stroj.ticket.${ticket}`] }
}
