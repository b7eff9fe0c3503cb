import { entryExists } from '../../../host/entry-exists.ts'
import { thisComputer } from '../../../host/computer.ts'
import { isGuest, parseCpuinfo } from '../../../host/cpuinfo/fields.ts'
import { readExtension } from '../../../host/cpuinfo/read-extension.ts'
import { timeStampKhz } from '../../../host/cpuinfo/time-stamp.ts'
import { readKernelText } from '../../../host/kernel-files.ts'
import { readNested } from '../../../host/nested.ts'
import type { Paths } from '../../../host/paths.ts'
import { Architecture } from '../../../model/architecture.ts'
import type { HostFacts, Tool } from '../../../model/host/facts.ts'
import { findUefi } from '../firmware/find.ts'
import { uBootFile } from '../argv/firmware.ts'
import { findKvm } from './kvm-verdict.ts'
import { readEmulators } from './emulators.ts'
import { readTool } from './tool.ts'

/** What this host is and has. Programs are asked for their version, and KVM is tried, only when they have changed. */
export async function readFacts({ cache }: Pick<Paths, 'cache'>, signal: AbortSignal): Promise<HostFacts> {
  const { architecture, kernel, cpus, memoryBytes } = thisComputer()
  const cpuinfo = parseCpuinfo(readKernelText('/proc/cpuinfo') ?? '')
  const [virtualization, emulators, qemuImg, passt, uefi, uBoot] = await Promise.all([
    readExtension(architecture, cpuinfo),
    readEmulators(cache, signal),
    readTool('qemu-img', 'qemu-utils', cache, signal),
    readTool('passt', 'passt', cache, signal),
    findUefi(),
    entryExists(uBootFile),
  ])
  const processors = { architecture, extension: virtualization, isGuest: isGuest(cpuinfo) }
  const qemu = emulatorOf(architecture, emulators)
  const kvm = await findKvm({ processors, kernel, qemu, cacheFolder: cache }, signal)
  return {
    architecture,
    kernel,
    cpus,
    memoryBytes,
    timeStampKhz: timeStampKhz(cpuinfo),
    nested: readNested(),
    emulators,
    qemuImg,
    passt,
    virtualization,
    kvm,
    firmware: { uefi: Architecture.options.filter((arch) => uefi[arch] !== undefined), uBoot },
  }
}

/** The one that can run guests in KVM: that of the architecture of this host. */
function emulatorOf(architecture: string, emulators: HostFacts['emulators']): Tool | null {
  const { data } = Architecture.safeParse(architecture)
  return data === undefined ? null : (emulators[data] ?? null)
}
