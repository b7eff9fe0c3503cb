import type { Extension } from '../../model/host/processor.ts'
import { entryExists } from '../entry-exists.ts'
import { type KernelLog, readKernelLog } from '../kernel-log.ts'
import { extensionOf, isArm } from './extension.ts'
import type { Cpuinfo } from './fields.ts'

/** What the processors offer for hardware virtualization. The log of the kernel is read only where nothing else tells. */
export async function readExtension(
  architecture: string,
  cpuinfo: Cpuinfo,
  root = '',
  log: () => Promise<KernelLog | null> = () => readKernelLog(root),
): Promise<Extension> {
  const hasKvmDevice = await entryExists(`${root}/dev/kvm`)
  const needsLog = isArm(architecture) && !hasKvmDevice
  return extensionOf({ architecture, cpuinfo, hasKvmDevice, log: needsLog ? await log() : null })
}
