import type { ListenerControl } from '../../src/api/call.ts'
import type { ListenerStatus } from '../../src/model/listener.ts'

/** A listener that says yes and opens nothing. */
export function fakeListener(): ListenerControl {
  let now: ListenerStatus = { listener: null, problem: null }
  return {
    status: () => now,
    open: async ({ address, port, names }) => {
      const listener = { url: `http://${address}:${port ?? 8686}/`, address, port: port ?? 8686, names }
      now = { listener: { ...listener, secure: false, fingerprint: null }, problem: null }
      return { ...listener, secure: false, fingerprint: null }
    },
    close: async () => {
      const was = now
      now = { listener: null, problem: null }
      return was
    },
  }
}
