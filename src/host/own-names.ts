import { hostname, networkInterfaces } from 'node:os'

/** Every address of this computer now, and what it is called. */
export function ownNames(): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
  // The zone of a link-local address is not part of what a browser sends (RFC 6874).
  return [...new Set(['localhost', hostname(), ...addresses.map((address) => address.replace(/%.*$/, ''))])]
}
