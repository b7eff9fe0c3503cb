import { type ProcessIdentity, signalProcess, untilGone } from '../../../host/process.ts'
import { unlessAborted } from '../../../kit/within.ts'
import { QmpError } from '../qmp/error.ts'
import type { Monitor } from './monitor.ts'

/** Milliseconds that the kernel may take to end a process that was killed. */
const killedMs = 10_000

/** Ends QEMU: in order within `quitMs`, so that it closes its disks, else by SIGKILL. False when it is still there. */
export async function forceEnd(
  monitor: Monitor,
  process: ProcessIdentity,
  quitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  if (!monitor.isSilent && (await quits(monitor, quitMs, signal))) {
    await unlessAborted(untilGone(process, quitMs), signal)
  }
  signalProcess(process, 'SIGKILL')
  return unlessAborted(untilGone(process, killedMs), signal)
}

/** False when QEMU does not even answer. */
async function quits(monitor: Monitor, quitMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await monitor.call('quit', {}, signal, quitMs)
    return true
  } catch (error) {
    if (!(error instanceof QmpError)) throw error
    return error.why.kind !== 'timeout'
  }
}
