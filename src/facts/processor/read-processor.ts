import { thisComputer } from '../../host/computer.ts'
import { isX86 } from '../../host/cpuinfo/extension.ts'
import { isGuest, parseCpuinfo } from '../../host/cpuinfo/fields.ts'
import { readExtension } from '../../host/cpuinfo/read-extension.ts'
import { readKernelText } from '../../host/kernel-files.ts'
import type { KernelLog } from '../../host/kernel-log.ts'
import { readNested } from '../../host/nested.ts'
import type { HostProcessor } from '../../model/host/processor.ts'
import { readContainer } from './container.ts'
import { hypervisorOf } from './hypervisor.ts'
import { readHypervisorTraces } from './hypervisor-traces.ts'
import { processorName } from './name.ts'
import { nestedPagingOf } from './nested-paging.ts'

/** The processors below `root`, which is empty for this computer. */
export async function readProcessor(
  root: string,
  log: KernelLog | null,
  { architecture, cpus }: { readonly architecture: string; readonly cpus: number } = thisComputer(),
): Promise<HostProcessor> {
  const cpuinfo = parseCpuinfo(readKernelText(`${root}/proc/cpuinfo`) ?? '')
  const extension = await readExtension(architecture, cpuinfo, root, async () => log)
  const traces = { isX86: isX86(architecture), isGuest: isGuest(cpuinfo) }
  return {
    architecture,
    ...processorName(architecture, cpuinfo),
    count: cpus,
    extension,
    nestedPaging: nestedPagingOf(architecture, extension, cpuinfo),
    nested: readNested(root),
    hypervisor: hypervisorOf(await readHypervisorTraces(root, traces, log)),
    container: await readContainer(root),
  }
}
