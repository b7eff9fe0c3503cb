import { ownNames } from '../host/own-names.ts'
import { loopbackAddresses } from '../model/listener.ts'

/** Addresses that mean every network of the host. */
const everywhere: readonly string[] = ['0.0.0.0', '::']

/** By what names browsers reach a listener on this address, here and now. */
export function namesOf(address: string, names: readonly string[]): readonly string[] {
  if (everywhere.includes(address)) return [...ownNames(), ...names]
  return [address, ...(loopbackAddresses.includes(address) ? ['localhost'] : []), ...names]
}

/** What a person types to reach an address: where it means every network, the name of the host. */
export function spoken(address: string): string {
  return everywhere.includes(address) ? (ownNames()[1] ?? 'localhost') : address
}

/** As it stands in a URL (RFC 3986 section 3.2.2). */
export function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}
