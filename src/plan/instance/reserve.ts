import type { Firmware, Hardware } from '../../model/board.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { Cpus } from '../../model/spec-cpus.ts'
import type { StartPlan } from './start-plan.ts'

/**
 * How many processors a guest can come to have without having been asked for. Each costs a Linux guest 250 KiB and no time
 * to boot (measured with QEMU 7.2).
 */
const usualProcessors = 4

/**
 * Processors with what is reserved beside them. Without a wish only guests whose kernel is given directly have any: the UEFI
 * of Debian 12 miscounts processors that are not there yet (edk2 bug 4250).
 */
export function withReserve(cpus: Cpus, { arch, machine }: Hardware, firmware: Firmware): Cpus {
  const { max: wished, ...rest } = cpus
  const canHave = arch === 'x86_64' && machine === 'q35'
  const isUsual = canHave && firmware === 'direct' && cpus.topology === undefined
  const max = wished ?? (isUsual ? usualProcessors : 0)
  return max > cpus.count ? { ...rest, max } : rest
}

/** The memory that a guest can come to have, where that is more than it begins with. */
export function memoryReserve({ memory, memoryMax = 0 }: InstanceSpec): Pick<StartPlan, 'memoryMaxBytes'> {
  return memoryMax > memory ? { memoryMaxBytes: memoryMax } : {}
}
