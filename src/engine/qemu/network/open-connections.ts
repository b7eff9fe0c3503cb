import { passiveOpens, tcpConnections } from '../../../host/tcp-connections.ts'
import type { PortForward } from '../../../model/port-forward.ts'

/** passt listens, and pasta for it where there is one, in the network namespace that we are in. */
export function openConnections(forwards: readonly PortForward[]): readonly number[] {
  return tcpConnections(forwards.map(({ address, hostPort }) => ({ address, port: hostPort })))
}

/** Where this is as it was, no forward has a connection more. */
export function connectionsMade(): number | null {
  return passiveOpens()
}
