import type { Hypervisor } from '../../../model/host/processor.ts'

/** Another hypervisor that this host runs in, and how it is told to let its guests have hardware virtualization. */
type Outer = {
  readonly name: string
  /** What has to be done there, as an end of "nested virtualization has to be switched on there: …". */
  readonly nested: string
  /** The command for it, to be run outside while this host is off. */
  readonly fix: string | null
}

const outers: Readonly<Record<Hypervisor, Outer>> = {
  kvm: {
    name: 'KVM',
    nested: 'its KVM module needs nested=1, and this guest the processor of its host (`-cpu host`, or `nested: true`)',
    fix: null,
  },
  qemu: { name: 'QEMU', nested: 'QEMU emulates a processor that has it when told `-cpu max`', fix: null },
  vmware: { name: 'VMware', nested: 'the configuration (.vmx) of this guest needs `vhv.enable = "TRUE"`', fix: null },
  'hyper-v': {
    name: 'Hyper-V',
    nested: 'in PowerShell on its host, while this guest is off',
    fix: 'Set-VMProcessor -VMName NAME -ExposeVirtualizationExtensions $true',
  },
  wsl: {
    name: 'WSL',
    nested: '`nestedVirtualization=true` below `[wsl2]` in .wslconfig of the Windows user, then as below in Windows',
    fix: 'wsl --shutdown',
  },
  virtualbox: {
    name: 'VirtualBox',
    nested: 'on its host, while this guest is off',
    fix: 'VBoxManage modifyvm NAME --nested-hw-virt on',
  },
  xen: { name: 'Xen', nested: 'the configuration of this domain needs `nestedhvm=1` and `hap=1`', fix: null },
  parallels: {
    name: 'Parallels',
    nested: 'on its host, while this guest is off',
    fix: 'prlctl set NAME --nested-virt on',
  },
  bhyve: { name: 'bhyve', nested: 'bhyve cannot do it', fix: null },
  powervm: { name: 'PowerVM', nested: 'the profile of this partition has to say that it is KVM capable', fix: null },
  zvm: { name: 'z/VM', nested: 'this guest has to be given the facility SIE', fix: null },
  unknown: { name: 'a hypervisor', nested: 'its documentation tells how', fix: null },
}

export function outerOf(hypervisor: Hypervisor): Outer {
  return outers[hypervisor]
}
