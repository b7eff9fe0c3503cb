import type { MachineUsage } from '../../contract/engine.ts'
import type { UsageSample } from '../../model/usage.ts'

/** A look at the counters of a machine. `steadyMs`: see Clock.steady. */
export type Look = { readonly at: Date; readonly steadyMs: number; readonly usage: MachineUsage }

/** What was used between two looks. Counters that went back, as they do in a guest that was reset, count as nothing used. */
export function sampleBetween(before: Look, after: Look): UsageSample {
  const seconds = Math.max(0.001, (after.steadyMs - before.steadyMs) / 1000)
  const per = (was: number, is: number): number => Math.max(0, is - was) / seconds
  const perKnown = (was: number | null, is: number | null): number | null =>
    was === null || is === null ? null : per(was, is)
  const [was, is] = [before.usage, after.usage]
  return {
    at: after.at.toISOString(),
    cpuPercent: per(was.cpuMs, is.cpuMs) / 10,
    memoryBytes: is.memoryBytes,
    diskReadBytesPerSecond: per(was.diskReadBytes, is.diskReadBytes),
    diskWriteBytesPerSecond: per(was.diskWrittenBytes, is.diskWrittenBytes),
    netReceivedBytesPerSecond: perKnown(was.netReceivedBytes, is.netReceivedBytes),
    netSentBytesPerSecond: perKnown(was.netSentBytes, is.netSentBytes),
  }
}
