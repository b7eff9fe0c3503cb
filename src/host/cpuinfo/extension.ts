import type { Extension } from '../../model/host/processor.ts'
import type { KernelLog } from '../kernel-log.ts'
import { type Cpuinfo, everyHas, firstOf } from './fields.ts'

export type ExtensionQuestion = {
  /** As uname(1) -m calls it. */
  readonly architecture: string
  readonly cpuinfo: Cpuinfo
  readonly hasKvmDevice: boolean
  readonly log: KernelLog | null
}

/** What the processors offer for hardware virtualization, by the rule of their architecture. */
export function extensionOf(question: ExtensionQuestion): Extension {
  const { architecture, cpuinfo } = question
  if (isX86(architecture)) return x86Extension(cpuinfo)
  if (isArm(architecture)) return armExtension(question)
  if (architecture.startsWith('ppc64')) return powerExtension(cpuinfo)
  if (architecture === 's390x') return everyHas(cpuinfo, 'features', 'sie') ? 'sie' : 'none'
  return architecture === 'riscv64' ? riscvExtension(cpuinfo) : 'none'
}

export function isX86(architecture: string): boolean {
  return /^(?:x86_64|i[3-6]86)$/.test(architecture)
}

export function isArm(architecture: string): boolean {
  return /^(?:aarch64|arm)/.test(architecture)
}

function x86Extension(cpuinfo: Cpuinfo): Extension {
  return (['vmx', 'svm'] as const).find((flag) => everyHas(cpuinfo, 'flags', flag)) ?? 'none'
}

/**
 * Linux has to be started in EL2, which no flag tells. KVM is never a module there, and its device exists only when it has
 * found EL2; a container may have no device, though.
 */
function armExtension({ hasKvmDevice, log }: ExtensionQuestion): Extension {
  const isInEl2 = /^CPU: All CPU\(s\) started at EL2|^kvm \[\d+\]: .*\bmode initialized successfully/
  return hasKvmDevice || log?.lines.some((line) => isInEl2.test(line)) === true ? 'el2' : 'none'
}

/**
 * On bare metal (PowerNV) KVM uses the hypervisor mode. In a partition (pSeries) it can use the one that the hypervisor
 * lends, for which both need radix page tables (POWER9), or else run guests in user mode (kvm_hv, kvm_pr of the kernel).
 */
function powerExtension(cpuinfo: Cpuinfo): Extension {
  const generation = Number(/^POWER(\d+)/.exec(firstOf(cpuinfo, 'cpu') ?? '')?.[1] ?? 0)
  if (generation < 8) return 'none'
  const platform = firstOf(cpuinfo, 'platform')
  if (platform === 'PowerNV') return 'hv'
  if (platform !== 'pSeries') return 'none'
  return generation >= 9 && firstOf(cpuinfo, 'MMU') === 'Radix' ? 'hv' : 'pr'
}

/** The letters of single-letter extensions stand together before the first underscore, such as rv64imafdch_zicsr. */
function riscvExtension(cpuinfo: Cpuinfo): Extension {
  const isa = cpuinfo.get('hart isa') ?? cpuinfo.get('isa') ?? []
  return isa.length > 0 && isa.every((each) => /^rv64[a-wy]*h/.test(each)) ? 'h' : 'none'
}
