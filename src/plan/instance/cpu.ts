import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import type { Architecture } from '../../model/architecture.ts'
import { Fault } from '../../model/fault.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { Acceleration } from '../../model/instance.ts'
import type { InstanceSpec } from '../../model/spec.ts'

/** What the guest sees of its processors, beside their number. */
export type PlannedCpu = {
  readonly model: string
  /** `+name` and `-name`, in this order. */
  readonly features: readonly string[]
  /** QEMU shall refuse what it cannot give, rather than leave it out with a warning. */
  readonly enforce: boolean
}

type Question = {
  readonly arch: Architecture
  readonly acceleration: Acceleration
  readonly host: Pick<HostFacts, 'nested' | 'virtualization'>
}

/**
 * The model of the processors and what is added to it or taken away, or why it cannot be. Guests see the extension for
 * guests of their own only when they are to have any.
 */
export function chooseCpu(
  { cpus, nested }: Pick<InstanceSpec, 'cpus' | 'nested'>,
  { arch, acceleration, host }: Question,
): Verdict<PlannedCpu, Fault> {
  const isKvm = acceleration.kind === 'kvm'
  if (cpus.model === 'host' && !isKvm) {
    return refuse(new Fault('host.no-kvm', { reason: `the CPU model host needs it (${acceleration.reason})` }))
  }
  const model = cpus.model ?? (isKvm ? 'host' : emulated[arch])
  const extension = nested ? chooseExtension(model, { arch, acceleration, host }) : approve(hidden(arch))
  if (!extension.ok) return extension
  const wished = cpus.features ?? []
  const own = [...extension.plan, ...(isKvm ? [] : broken(arch))].filter((feature) => !isSpokenOf(feature, wished))
  const features = [...own, ...wished]
  return approve({ model, features, enforce: arch === 'x86_64' && mustHold(model, features, isKvm) })
}

/**
 * What is emulated when nobody says otherwise. On ARM `max` signs every return address, which is slow to emulate, and
 * Debian knows the older 32-bit ones only; RISC-V and POWER have no `max`.
 */
const emulated: Readonly<Record<Architecture, string>> = {
  x86_64: 'max',
  aarch64: 'cortex-a72',
  arm: 'cortex-a15',
  riscv64: 'rv64',
  ppc64le: 'power9',
  s390x: 'max',
}

function hidden(arch: Architecture): readonly string[] {
  return arch === 'x86_64' ? ['-vmx', '-svm'] : []
}

/**
 * In QEMU 7.2 a guest with page tables of five levels and without svm falls over a wrong page before its first program is
 * up, when its kernel unpacks itself.
 */
function broken(arch: Architecture): readonly string[] {
  return arch === 'x86_64' ? ['-la57'] : []
}

/** What a person says of a feature, in either direction, stands alone. */
function isSpokenOf(feature: string, wished: readonly string[]): boolean {
  return wished.some((wish) => wish.slice(1) === feature.slice(1))
}

/**
 * Emulated named models lack a part of what they stand for with every new QEMU; `host` and `max` are what there is, so
 * only what was added to them can be missing. Only the models of x86_64 know `enforce`; others refuse by themselves.
 */
function mustHold(model: string, features: readonly string[], isKvm: boolean): boolean {
  return model === 'host' || model === 'max' ? features.some((feature) => feature.startsWith('+')) : isKvm
}

/** Models of AMD and its kin: the driver of AMD's extension asks for the maker. */
const ofAmd = /^(?:max|EPYC|Opteron|Dhyana|phenom|athlon|qemu64|qemu32)\b/

function chooseExtension(model: string, { arch, acceleration, host }: Question): Verdict<readonly string[], Fault> {
  if (arch !== 'x86_64') {
    return lacking(`only guests of x86_64 can have it, and this one is ${arch}`, 'Leave `nested` out.')
  }
  if (acceleration.kind === 'tcg') {
    if (ofAmd.test(model)) return approve(['+svm'])
    const reason = `an emulated guest can only have AMD's extension (svm), and the CPU model ${model} is not of AMD`
    return lacking(reason, 'Use the CPU model max or EPYC, or leave `cpus.model` out.')
  }
  const { nested, virtualization } = host
  const isKnown = virtualization === 'vmx' || virtualization === 'svm'
  if (nested === true && isKnown) return approve([`+${virtualization}`])
  const parameter = `/sys/module/${virtualization === 'svm' ? 'kvm_amd' : 'kvm_intel'}/parameters/nested`
  const reason = nested === false ? `KVM has it switched off (${parameter})` : `KVM does not tell of it (${parameter})`
  return lacking(reason, 'Switch it on with `stroj host fix nested`, or leave `nested` out.')
}

function lacking(reason: string, fix: string): Verdict<never, Fault> {
  return refuse(new Fault('host.no-nested', { reason, fix }))
}
