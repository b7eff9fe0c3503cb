import type { Hypervisor } from '../../model/host/processor.ts'

/** What a computer shows of the hypervisor that it runs in. Each is null or empty where it is not there, or not for us. */
export type HypervisorTraces = {
  readonly isX86: boolean
  /** The flag `hypervisor` of x86. */
  readonly isGuest: boolean
  readonly kernelRelease: string
  /** Names of the maker, the product, the board and the firmware (/sys/class/dmi/id), a line each. */
  readonly dmi: string
  readonly clockSources: string
  /** /sys/hypervisor/type, which only Xen has. */
  readonly hypervisorType: string | null
  readonly hasProcXen: boolean
  readonly deviceTree: {
    /** `hypervisor/compatible` */
    readonly hypervisor: string | null
    /** `compatible` and `model` of the whole computer. */
    readonly computer: string
    readonly names: readonly string[]
  }
  /** /proc/sysinfo of s390x. */
  readonly sysinfo: string
  /** The log of the kernel; empty where it cannot be read. */
  readonly log: readonly string[]
}

type Rule = (traces: HypervisorTraces) => Hypervisor | null | undefined

/** What this computer runs in, or null on bare metal. The first rule that knows decides; systemd-detect-virt(1) goes by most of them. */
export function hypervisorOf(traces: HypervisorTraces): Hypervisor | null {
  for (const rule of rules) {
    const found = rule(traces)
    if (found !== undefined) return found
  }
  return null
}

const makers: readonly (readonly [RegExp, Hypervisor])[] = [
  [/VirtualBox|innotek/, 'virtualbox'],
  [/VMware|^VMW/m, 'vmware'],
  [/Parallels/, 'parallels'],
  [/BHYVE/, 'bhyve'],
  // Microsoft makes computers too.
  [/^Microsoft Corporation$[^]*^Virtual Machine$|Hyper-V/m, 'hyper-v'],
  [/^Xen$/m, 'xen'],
  [/Apple Virtualization/, 'unknown'],
]

/** Their instances run in KVM, but some of them let whole computers too, as does Amazon under the name *.metal. */
const providers = /^KVM$|OpenStack|KubeVirt|oVirt|Amazon EC2|Google Compute Engine|Alibaba Cloud ECS|Hetzner|Scaleway/m

const rules: readonly Rule[] = [
  ({ kernelRelease }) => (/microsoft|-WSL/i.test(kernelRelease) ? 'wsl' : undefined),
  ({ sysinfo }) => ofControlProgram(/^VM00 Control Program:\s*(.*)$/m.exec(sysinfo)?.[1]),
  ({ dmi }) => makers.find(([pattern]) => pattern.test(dmi))?.[1],
  // The first domain of Xen sees the whole computer, but runs in Xen all the same.
  ({ hypervisorType, hasProcXen }) => (hypervisorType === 'xen' || hasProcXen ? 'xen' : undefined),
  ({ deviceTree }) => ofDeviceTree(deviceTree.hypervisor),
  ({ deviceTree: { names } }) =>
    names.includes('ibm,partition-name') && names.includes('hmc-managed?') ? 'powervm' : undefined,
  ({ clockSources }) => (clockSources.includes('kvm-clock') ? 'kvm' : undefined),
  ({ clockSources }) => (clockSources.includes('hyperv_clocksource') ? 'hyper-v' : undefined),
  // QEMU looks the same with KVM and without; guests of KVM that are not x86 say so in their log only.
  (traces) => (isQemu(traces) ? (saysKvm(traces) ? 'kvm' : 'qemu') : undefined),
  ({ isX86, isGuest, dmi }) => (providers.test(dmi) && (isX86 ? isGuest : !/\bmetal\b/.test(dmi)) ? 'kvm' : undefined),
  (traces) => (saysKvm(traces) ? 'kvm' : undefined),
  ({ isGuest }) => (isGuest ? 'unknown' : undefined),
]

function ofControlProgram(name: string | undefined): Hypervisor | undefined {
  if (name === undefined) return undefined
  if (name.startsWith('z/VM')) return 'zvm'
  return name.startsWith('KVM') ? 'kvm' : 'unknown'
}

function ofDeviceTree(compatible: string | null): Hypervisor | undefined {
  if (compatible === null) return undefined
  if (compatible.includes('linux,kvm')) return 'kvm'
  if (compatible.includes('xen')) return 'xen'
  return compatible.includes('vmware') ? 'vmware' : 'unknown'
}

function isQemu({ dmi, deviceTree: { computer, names } }: HypervisorTraces): boolean {
  return /QEMU|Bochs/.test(dmi) || /qemu/.test(computer) || names.some((name) => name.startsWith('fw-cfg'))
}

function saysKvm({ log }: HypervisorTraces): boolean {
  return log.some((line) => /^(?:Hypervisor detected: KVM|smccc: KVM: hypervisor services detected)/.test(line))
}
