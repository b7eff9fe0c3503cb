import type { Board } from '../../model/board.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { Acceleration } from '../../model/instance.ts'

/** Timer ticks in a second of Debian's kernels (CONFIG_HZ). */
const ticksPerSecond = 250

/**
 * What the kernel of an emulated PC must be told of its clocks, since they run unevenly on a busy host. It is spared the
 * test whether interrupts of the timer come, which fails then, and is a panic with an IOMMU; under KVM kernels leave it out
 * by themselves. (Linux, Documentation/admin-guide/kernel-parameters: no_timer_check, tsc_early_khz, lpj.)
 */
export function clockArguments(
  machine: Board,
  { kind }: Acceleration,
  { timeStampKhz }: Pick<HostFacts, 'timeStampKhz'>,
): readonly string[] {
  if (kind !== 'tcg') return []
  if (machine === 'q35') return ['no_timer_check']
  return machine === 'microvm' && timeStampKhz !== null ? rateOf(timeStampKhz) : []
}

/**
 * A microvm has no other clock to measure the time stamp counter by than such a one: the measurement fails, and the kernel
 * waits for a tick for ever. The counter is that of the host.
 */
function rateOf(khz: number): readonly string[] {
  return [`tsc_early_khz=${khz}`, `lpj=${Math.round((khz * 1000) / ticksPerSecond)}`]
}
