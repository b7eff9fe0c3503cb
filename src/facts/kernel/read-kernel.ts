import { thisComputer } from '../../host/computer.ts'
import { readKernelText } from '../../host/kernel-files.ts'
import type { KernelLog } from '../../host/kernel-log.ts'
import type { HostKernel } from '../../model/host/kernel.ts'
import { isFirmwareLocked } from './firmware-lock.ts'
import { commandLineFile } from './modprobe-settings.ts'
import { readModules } from './read-modules.ts'

/** Those that virtualization needs, and those of hypervisors that stand in the way of KVM. */
const modulesOfInterest = [
  'kvm',
  'kvm_intel',
  'kvm_amd',
  'kvm_hv',
  'kvm_pr',
  'vfio',
  'vfio_pci',
  'vfio_iommu_type1',
  'vhost_net',
  'vhost_vsock',
  'tun',
  'vboxdrv',
  'vboxnetflt',
  'vboxnetadp',
  'vboxpci',
  'vmmon',
  'vmnet',
]

/** The kernel below `root`, which is empty for the running one. */
export async function readKernel(root: string, log: KernelLog | null): Promise<HostKernel> {
  const release = readKernelText(`${root}/proc/sys/kernel/osrelease`) ?? thisComputer().kernel
  const commandLine = readKernelText(`${root}${commandLineFile}`) ?? ''
  return {
    release,
    commandLine,
    modules: await readModules(root, modulesOfInterest, { release, commandLine }),
    firmwareLocked: isFirmwareLocked(log),
  }
}
