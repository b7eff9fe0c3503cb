import type { Board } from '../../model/board.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { Acceleration } from '../../model/instance.ts'

/** Timer ticks in a second of Debian's kernels (CONFIG_HZ). */
const ticksPerSecond = 250

/**
 * What an emulated microvm must be told of its clock. The board has no other clock to measure the time stamp counter by
 * than one that runs unevenly on a busy host: there the kernel's measurement fails, and it waits for a tick for ever.
 * The counter is that of the host (Linux, Documentation/admin-guide/kernel-parameters: tsc_early_khz, lpj).
 */
export function clockArguments(
  machine: Board,
  { kind }: Acceleration,
  { timeStampKhz }: Pick<HostFacts, 'timeStampKhz'>,
): readonly string[] {
  if (machine !== 'microvm' || kind !== 'tcg' || timeStampKhz === null) return []
  return [`tsc_early_khz=${timeStampKhz}`, `lpj=${Math.round((timeStampKhz * 1000) / ticksPerSecond)}`]
}
