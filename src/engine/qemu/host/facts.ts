import { thisComputer } from '../../../host/computer.ts'
import { readTextIfAny } from '../../../host/files.ts'
import type { Paths } from '../../../host/paths.ts'
import type { HostFacts } from '../../../model/host.ts'
import { findUefi } from '../firmware/find.ts'
import { parseCpuinfo, parseTimeStampKhz } from './cpuinfo.ts'
import { findKvm, type KvmFinding } from './kvm-verdict.ts'
import { readTool } from './tool.ts'
import { parsePasstVersion, parseQemuVersion } from './version.ts'

export type Findings = { readonly facts: HostFacts; readonly kvm: KvmFinding }

/** What this host is and has. Programs are asked for their version, and KVM is tried, only when they have changed. */
export async function readFacts({ cache }: Pick<Paths, 'cache'>, signal: AbortSignal): Promise<Findings> {
  const { architecture, kernel, cpus, memoryBytes } = thisComputer()
  const [cpuinfo, qemu, qemuImg, passt, uefi] = await Promise.all([
    readTextIfAny('/proc/cpuinfo'),
    readTool('qemu-system-x86_64', parseQemuVersion, cache, signal),
    readTool('qemu-img', parseQemuVersion, cache, signal),
    readTool('passt', parsePasstVersion, cache, signal),
    findUefi(architecture),
  ])
  const processors = parseCpuinfo(cpuinfo ?? '')
  const kvm = await findKvm({ processors, kernel, qemu, cacheFolder: cache }, signal)
  const facts: HostFacts = {
    architecture,
    kernel,
    cpus,
    memoryBytes,
    timeStampKhz: parseTimeStampKhz(cpuinfo ?? ''),
    qemu,
    qemuImg,
    passt,
    virtualization: processors.virtualization,
    kvm: { usable: kvm.kind === 'usable', reason: kvm.reason },
    firmware: { uefi: uefi !== null },
  }
  return { facts, kvm }
}
