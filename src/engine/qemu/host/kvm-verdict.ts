import * as z from 'zod'
import { cached } from '../../../host/cached.ts'
import { canOpen, type Opening } from '../../../host/can-open.ts'
import { isArm, isX86 } from '../../../host/cpuinfo/extension.ts'
import { fileStamp } from '../../../host/file-stamp.ts'
import type { KvmVerdict, Tool } from '../../../model/host/facts.ts'
import type { Extension } from '../../../model/host/processor.ts'
import { bootId } from '../../../host/process.ts'
import { userName } from '../../../host/user-name.ts'
import { runSelfTest, type SelfTest } from './self-test.ts'

type Processors = {
  /** As uname(1) -m calls it. */
  readonly architecture: string
  readonly extension: Extension
  /** This host is itself a virtual machine, as far as processors tell it. */
  readonly isGuest: boolean
}

export type KvmQuestion = {
  readonly processors: Processors
  readonly kernel: string
  readonly qemu: Tool | null
  readonly cacheFolder: string
}

/**
 * KVM is usable on x86 when the processors say so, /dev/kvm opens, and a test guest comes to its end: each alone proves
 * nothing. The test is made once for each boot, kernel and QEMU binary. The test guest is one of x86: elsewhere the device
 * decides, which opens there only after the kernel has tried the processors.
 */
export async function findKvm(question: KvmQuestion, signal: AbortSignal): Promise<KvmVerdict> {
  const { processors, qemu } = question
  const hasTestGuest = isX86(processors.architecture)
  if (hasTestGuest && processors.extension === 'none') return withoutExtension(processors)
  const opening = await canOpen('/dev/kvm')
  if (opening.kind !== 'yes') return withoutDevice(processors, opening)
  if (qemu === null) return unusable('no-emulator', 'QEMU is not installed, so KVM could not be tried')
  if (!hasTestGuest) return untested(processors)
  const test = await testOnce(question, qemu, signal)
  if (test.kind === 'failed') return unusable('failed-test', `/dev/kvm opens, but a test guest failed: ${test.reason}`)
  return usable(`the processors have ${processors.extension}, /dev/kvm opens, and a test guest ran in it`)
}

function usable(reason: string): KvmVerdict {
  return { usable: true, obstacle: null, reason }
}

function unusable(obstacle: KvmVerdict['obstacle'], reason: string): KvmVerdict {
  return { usable: false, obstacle, reason }
}

function untested({ architecture }: Processors): KvmVerdict {
  return usable(`/dev/kvm opens; it was not tried further, since there is no test guest for ${architecture}`)
}

function withoutExtension(processors: Processors): KvmVerdict {
  return unusable('no-extension', lackOf(processors))
}

function lackOf({ architecture, isGuest }: Processors): string {
  if (isArm(architecture)) return 'there is no /dev/kvm, and Linux was not started in EL2 (its log)'
  if (!isX86(architecture)) return 'there is no /dev/kvm, and the processors offer nothing for it (/proc/cpuinfo)'
  const why = isGuest
    ? 'this host is itself a virtual machine, which does not pass virtualization on'
    : 'it may be switched off in the firmware setup'
  return `the processors have neither vmx nor svm (/proc/cpuinfo); ${why}`
}

function withoutDevice(processors: Processors, opening: Exclude<Opening, { kind: 'yes' }>): KvmVerdict {
  switch (opening.kind) {
    case 'missing':
      if (processors.extension === 'none') return withoutExtension(processors)
      return unusable('no-device', 'there is no /dev/kvm; the kernel module is not loaded')
    case 'no-device':
      return unusable('no-device', 'nothing stands behind /dev/kvm; the kernel module is not loaded')
    case 'denied':
      return unusable('denied', `user ${userName()} may not open /dev/kvm`)
    case 'failed':
      return unusable('unopenable', `/dev/kvm does not open: ${opening.reason}`)
  }
}

const SelfTestResult: z.ZodType<SelfTest> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passed') }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
])

function asSelfTest(kept: unknown): SelfTest | undefined {
  return SelfTestResult.safeParse(kept).data
}

async function testOnce({ kernel, cacheFolder }: KvmQuestion, qemu: Tool, signal: AbortSignal): Promise<SelfTest> {
  const key = [bootId(), kernel, qemu.path, await fileStamp(qemu.path)].join(' ')
  const slot = { folder: cacheFolder, name: 'kvm-test', key, accept: asSelfTest }
  return await cached(slot, async () => {
    const first = await runSelfTest('kvm', signal)
    // A host that was busy for a moment shall not be emulated for days.
    return first.kind === 'passed' ? first : await runSelfTest('kvm', signal, 'patient')
  })
}
