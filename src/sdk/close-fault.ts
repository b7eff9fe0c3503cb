import { Fault } from '../model/fault.ts'

/** Why a WebSocket was closed, by its close code (RFC 6455 section 7.4.1); undefined when all is well. */
export function closeFault(code: number, reason: string): Fault | undefined {
  switch (code) {
    case 1000:
    case 1005:
      return undefined
    case 1001:
      return new Fault('daemon.stopping', undefined)
    default: {
      const why = code === 1006 ? 'it hung up' : `it closed with ${reason === '' ? code : reason}`
      return new Fault('daemon.unreachable', { socket: 'the console', reason: why })
    }
  }
}
