import type { MachineUsage } from '../../../contract/engine.ts'
import type { ProcessIdentity } from '../../../host/process.ts'
import { processUsage } from '../../../host/process-usage.ts'
import type { GuestAgent } from './guest-agent.ts'
import type { Monitor } from './monitor.ts'

type Parts = {
  readonly isRunning: boolean
  readonly process: ProcessIdentity
  readonly monitor: Monitor
  readonly agent: GuestAgent
}

/** Reads the counters of a machine: processor and memory of its process, disks by its monitor, network as the guest counts it. */
export async function usageOf(
  { isRunning, process, monitor, agent }: Parts,
  signal: AbortSignal,
): Promise<MachineUsage> {
  const [own, disks, net] = await Promise.all([
    processUsage(process),
    monitor.call('query-blockstats', {}, signal),
    // A guest that stands still would be waited for.
    isRunning ? agent.traffic(signal) : undefined,
  ])
  return {
    ...own,
    diskReadBytes: disks.reduce((sum, { stats }) => sum + stats.rd_bytes, 0),
    diskWrittenBytes: disks.reduce((sum, { stats }) => sum + stats.wr_bytes, 0),
    netReceivedBytes: net?.receivedBytes ?? null,
    netSentBytes: net?.sentBytes ?? null,
  }
}
