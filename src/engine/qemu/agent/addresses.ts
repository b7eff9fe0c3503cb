import type { AgentReply } from './replies.ts'

const mostAddresses = 64

/** Addresses by which the guest may be reached: no loopback, no link-local; what is no address is left out. */
export function addressesOf(interfaces: AgentReply<'guest-network-get-interfaces'>): readonly string[] {
  const all = interfaces
    .filter(({ name }) => name !== 'lo')
    .flatMap((each) => each['ip-addresses'] ?? [])
    .map((each) => each['ip-address'])
  return [...new Set(all)].filter(isReachable).slice(0, mostAddresses)
}

function isReachable(address: string): boolean {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) return !address.startsWith('127.') && !address.startsWith('169.254.')
  if (!/^[0-9a-f:.]{2,45}$/i.test(address) || !address.includes(':')) return false
  // fe80::/10, RFC 4291 section 2.5.6
  return address !== '::1' && !/^fe[89ab]/i.test(address)
}
