import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import type { AddressGuard } from './address-guard.ts'
import { WebError } from './web-error.ts'

/**
 * Looks a name up once and gives a connection only the addresses that were checked, so that a name server cannot answer
 * differently in between (DNS rebinding).
 */
export function checkedLookup(guard: AddressGuard): LookupFunction {
  return (hostname, options, answer) => {
    permittedAddresses(hostname, guard).then(
      (addresses) => {
        const [first] = addresses
        if (options.all === true) answer(null, [...addresses])
        else answer(null, first?.address ?? '', first?.family)
      },
      (error: NodeJS.ErrnoException) => answer(error, []),
    )
  }
}

async function permittedAddresses(hostname: string, guard: AddressGuard) {
  const found = await lookup(hostname, { all: true })
  const permitted = found.filter(({ address }) => guard.permits(address))
  if (permitted.length === 0) throw refusedAddress(hostname, found.map(({ address }) => address).join(', '))
  return permitted
}

/** Throws when the host of a URL is written as an address that is not permitted: then nothing is looked up. */
export function requirePermitted({ hostname }: URL, guard: AddressGuard): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(address) !== 0 && !guard.permits(address)) throw refusedAddress(address, address)
}

function refusedAddress(hostname: string, addresses: string): WebError {
  const which = hostname === addresses ? `${addresses} is` : `${hostname} leads to ${addresses}, which is`
  return new WebError('refused', `${which} not an address of the public internet`)
}
