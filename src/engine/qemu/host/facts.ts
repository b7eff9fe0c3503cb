import { thisComputer } from '../../../host/computer.ts'
import { readTextIfAny } from '../../../host/files.ts'
import type { Paths } from '../../../host/paths.ts'
import type { HostFacts } from '../../../model/host/facts.ts'
import { findUefiArchitectures } from '../firmware/find.ts'
import { parseCpuinfo, parseTimeStampKhz } from './cpuinfo.ts'
import { findKvm } from './kvm-verdict.ts'
import { readEmulators } from './emulators.ts'
import { readNested } from './nested.ts'
import { readTool } from './tool.ts'
import { parsePasstVersion, parseQemuVersion } from './version.ts'

/** What this host is and has. Programs are asked for their version, and KVM is tried, only when they have changed. */
export async function readFacts({ cache }: Pick<Paths, 'cache'>, signal: AbortSignal): Promise<HostFacts> {
  const { architecture, kernel, cpus, memoryBytes } = thisComputer()
  const [cpuinfo, nested, emulators, qemuImg, passt, uefi] = await Promise.all([
    readTextIfAny('/proc/cpuinfo'),
    readNested(),
    readEmulators(cache, signal),
    readTool('qemu-img', parseQemuVersion, cache, signal),
    readTool('passt', parsePasstVersion, cache, signal),
    findUefiArchitectures(),
  ])
  const processors = parseCpuinfo(cpuinfo ?? '')
  const kvm = await findKvm({ processors, kernel, qemu: emulators.x86_64 ?? null, cacheFolder: cache }, signal)
  return {
    architecture,
    kernel,
    cpus,
    memoryBytes,
    timeStampKhz: parseTimeStampKhz(cpuinfo ?? ''),
    nested,
    emulators,
    qemuImg,
    passt,
    virtualization: processors.virtualization,
    kvm,
    firmware: { uefi: [...uefi] },
  }
}
