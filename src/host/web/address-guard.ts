import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** IPv4 that is not the public internet (IANA special-purpose address registry): this host, private, link-local, metadata … */
const privateIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/** Of IPv6 only global unicast is public, and of that not tunnels, documentation and benchmarks. */
const publicIpv6 = '2000::/3'
const specialIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']
/** NAT64 (RFC 6052): an IPv4 address in the last 32 bits. */
const nat64 = '64:ff9b::'

/** Which addresses downloads may connect to: public ones, and those that the configuration of the daemon names. */
export class AddressGuard {
  readonly #allowed: BlockList
  readonly #refused = listOf([...privateIpv4, ...specialIpv6, ...privateIpv4.map(translated)])
  readonly #public = listOf([publicIpv6, `${nat64}/96`])

  /** Addresses and networks (10.1.2.0/24) of local mirrors. Throws RangeError for what is neither. */
  constructor(allowed: readonly string[] = []) {
    this.#allowed = listOf(allowed)
  }

  permits(address: string): boolean {
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (this.#allowed.check(address, family)) return true
    if (this.#refused.check(address, family)) return false
    return family === 'ipv4' || this.#public.check(address, 'ipv6')
  }
}

function translated(network: string): string {
  const [address, length] = network.split('/')
  return `${nat64}${address}/${96 + Number(length)}`
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', length] = network.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (family === 'ipv6' && !isIPv6(address)) throw new RangeError(`${network} is no address`)
    list.addSubnet(address, length === undefined ? (family === 'ipv4' ? 32 : 128) : Number(length), family)
  }
  return list
}
