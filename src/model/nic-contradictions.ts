import type { Contradiction } from './contradiction.ts'
import { formatPortForward, type PortForward } from './port-forward.ts'
import type { InstanceSpec } from './spec.ts'

type Nics = Pick<InstanceSpec, 'nics'>

/** What cannot be true together in the network of a spec. */
export function* nicContradictions(spec: Nics): Generator<Contradiction> {
  yield* isolation(spec)
  yield* addresses(spec)
  yield* hostPorts(spec)
}

function* isolation({ nics }: Nics): Generator<Contradiction> {
  for (const [index, { network, forward }] of nics.entries()) {
    if (network !== 'isolated' || forward.length === 0) continue
    yield { path: ['nics', index, 'forward'], message: 'an isolated nic cannot have port forwards' }
  }
}

function* addresses({ nics }: Nics): Generator<Contradiction> {
  for (const [index, { mac }] of nics.entries()) {
    if (mac === undefined || nics.findIndex((nic) => nic.mac === mac) === index) continue
    yield { path: ['nics', index, 'mac'], message: `${mac} is the address of another nic too` }
  }
}

function* hostPorts({ nics }: Nics): Generator<Contradiction> {
  const before: PortForward[] = []
  for (const [index, nic] of nics.entries()) {
    for (const [position, forward] of nic.forward.entries()) {
      const other = before.find((earlier) => overlap(earlier, forward))
      before.push(forward)
      if (!other) continue
      const message = `${formatPortForward(forward)} takes the same host port as ${formatPortForward(other)}`
      yield { path: ['nics', index, 'forward', position], message }
    }
  }
}

/** 0.0.0.0 and :: are all addresses of the host. */
function overlap(a: PortForward, b: PortForward): boolean {
  if (a.hostPort !== b.hostPort || a.protocol !== b.protocol) return false
  return a.address === b.address || isAny(a.address) || isAny(b.address)
}

function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}
