import { formatBytes } from '../../kit/bytes.ts'
import { formatPortForward, type PortForward } from '../../model/port-forward.ts'
import type { UsageSample } from '../../model/usage.ts'

/**
 * What a guest that does nothing still takes, measured as for warm images: an emulated Debian stays under a fifth of a
 * processor, and each further processor has ticks of its own.
 */
const restingPercent = 20
const restingPercentEach = 5
/** A journal that is written now and then, and ARP, are nothing that a guest works at. In bytes a second. */
const restingDisk = 64 * 1024
const restingNet = 2 * 1024

/** What is known of one instance at a moment. */
export type Activity = {
  readonly sample: UsageSample
  readonly processors: number
  /** What people do with it now, such as "a console is open". */
  readonly uses: readonly string[]
  readonly connections: readonly { readonly forward: PortForward; readonly count: number }[]
}

/** Why it is not idle, as a clause; undefined when it is. */
export function busyReason({ sample, processors, uses, connections }: Activity): string | undefined {
  const [use] = uses
  if (use !== undefined) return use
  const open = connections.find(({ count }) => count > 0)
  if (open) return `${formatPortForward(open.forward)} has ${open.count === 1 ? 'a connection' : 'connections'}`
  const resting = restingPercent + restingPercentEach * (processors - 1)
  if (sample.cpuPercent > resting) return `it uses ${Math.round(sample.cpuPercent)} % of a processor`
  const disk = sample.diskReadBytesPerSecond + sample.diskWriteBytesPerSecond
  if (disk > restingDisk) return `it reads and writes ${formatBytes(Math.round(disk))} a second on its disks`
  const net = (sample.netReceivedBytesPerSecond ?? 0) + (sample.netSentBytesPerSecond ?? 0)
  return net > restingNet ? `${formatBytes(Math.round(net))} a second go over its network` : undefined
}

const shortestLookMs = 1000
const longestLookMs = 10_000

/** How often it is looked at, in milliseconds: often enough that it is parked soon after its time. */
export function lookEveryMs(afterSeconds: number): number {
  return Math.min(longestLookMs, Math.max(shortestLookMs, (afterSeconds * 1000) / 5))
}
