import type { AgentReply } from './replies.ts'

/** Bytes through all network interfaces of a guest but its own loopback. */
export type Traffic = { readonly receivedBytes: number; readonly sentBytes: number }

/** What the guest has counted; undefined when it does not count. */
export function trafficOf(interfaces: AgentReply<'guest-network-get-interfaces'>): Traffic | undefined {
  const counts = interfaces.flatMap(({ name, statistics }) => (name === 'lo' || !statistics ? [] : [statistics]))
  if (counts.length === 0) return undefined
  return {
    receivedBytes: counts.reduce((sum, count) => sum + count['rx-bytes'], 0),
    sentBytes: counts.reduce((sum, count) => sum + count['tx-bytes'], 0),
  }
}
