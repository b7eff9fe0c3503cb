import { entryExists } from '../../host/entry-exists.ts'
import { listKernelFolder, readKernelText } from '../../host/kernel-files.ts'
import type { KernelLog } from '../../host/kernel-log.ts'
import type { HypervisorTraces } from './hypervisor.ts'

const dmiNames = ['sys_vendor', 'product_name', 'board_vendor', 'bios_vendor']

/** Collects what this computer shows of the hypervisor that it runs in. */
export async function readHypervisorTraces(
  root: string,
  processor: Pick<HypervisorTraces, 'isX86' | 'isGuest'>,
  log: KernelLog | null,
): Promise<HypervisorTraces> {
  const text = (path: string): string => readKernelText(`${root}${path}`) ?? ''
  const tree = `${root}/proc/device-tree`
  return {
    ...processor,
    kernelRelease: text('/proc/sys/kernel/osrelease'),
    dmi: dmiNames.map((name) => text(`/sys/class/dmi/id/${name}`)).join('\n'),
    clockSources: text('/sys/devices/system/clocksource/clocksource0/available_clocksource'),
    hypervisorType: readKernelText(`${root}/sys/hypervisor/type`),
    hasProcXen: await entryExists(`${root}/proc/xen`),
    deviceTree: {
      hypervisor: readKernelText(`${tree}/hypervisor/compatible`),
      computer: `${text('/proc/device-tree/compatible')} ${text('/proc/device-tree/model')}`,
      names: listKernelFolder(tree),
    },
    sysinfo: text('/proc/sysinfo'),
    log: log?.lines ?? [],
  }
}
