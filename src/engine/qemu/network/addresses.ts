export type NicAddresses = {
  readonly guest: string
  readonly prefixBits: number
  readonly gateway: string
  /** Queries sent here reach the first resolver of the host, even one on its loopback. */
  readonly dns: string
  /** What answers for the gateway. */
  readonly gatewayMac: string
}

/**
 * The private IPv4 network of one nic. The first is the one that QEMU's own user-mode network has always had (10.0.2.0/24),
 * so it is the same on every host, whether or not that is connected to anything; the second is 10.0.3.0/24, and so on.
 */
export function nicAddresses(index: number): NicAddresses {
  const network = `10.0.${2 + index}`
  return {
    guest: `${network}.15`,
    prefixBits: 24,
    gateway: `${network}.2`,
    dns: `${network}.3`,
    gatewayMac: `52:55:0a:00:${hex(2 + index)}:02`,
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
