import type { Contradiction } from './contradiction.ts'
import type { InstanceSpec } from './spec.ts'

/** What cannot be parked, since it would not be woken, or not stand still. */
export function* parkingContradictions({ park, nics, hostdevs }: InstanceSpec): Generator<Contradiction> {
  if (park === undefined) return
  const path = ['park']
  const udp = nics.some(({ forward }) => forward.some(({ protocol }) => protocol === 'udp'))
  if (udp) yield { path, message: 'packets to a UDP forward are seen by nobody, so they could not wake it' }
  if (hostdevs.length > 0) yield { path, message: 'a device of the host goes on while the guest stands still' }
  if (nics.some(({ network }) => network === 'sriov')) {
    yield { path, message: 'packets to a virtual function of a card are seen by nobody, so they could not wake it' }
  }
}
