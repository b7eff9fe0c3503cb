import * as z from 'zod'
import { canOpen, type Opening } from '../../../host/can-open.ts'
import { fileStamp } from '../../../host/file-stamp.ts'
import type { KvmVerdict, Tool } from '../../../model/host/facts.ts'
import { bootId } from '../../../host/process.ts'
import { userName } from '../../../host/user-name.ts'
import { cached } from './cached.ts'
import type { Processors } from './cpuinfo.ts'
import { runSelfTest, type SelfTest } from './self-test.ts'

export type KvmQuestion = {
  readonly processors: Processors
  readonly kernel: string
  readonly qemu: Tool | null
  readonly cacheFolder: string
}

/**
 * KVM is usable when the processors say so, /dev/kvm opens, and a test guest comes to its end: each alone proves nothing.
 * The test is made once for each boot, kernel and QEMU binary.
 */
export async function findKvm(question: KvmQuestion, signal: AbortSignal): Promise<KvmVerdict> {
  const { processors, qemu } = question
  if (processors.virtualization === 'none') return withoutFlag(processors)
  const opening = await canOpen('/dev/kvm')
  if (opening.kind !== 'yes') return withoutDevice(opening)
  if (qemu === null)
    return { usable: false, obstacle: 'no-emulator', reason: 'QEMU is not installed, so KVM could not be tried' }
  const test = await testOnce(question, qemu, signal)
  if (test.kind === 'failed') {
    return {
      usable: false,
      obstacle: 'failed-test',
      reason: `/dev/kvm opens, but a test guest failed: ${test.reason}`,
    }
  }
  const { virtualization } = processors
  const reason = `the processors have ${virtualization}, /dev/kvm opens, and a test guest ran in it`
  return { usable: true, obstacle: null, reason }
}

function withoutFlag({ isGuest }: Processors): KvmVerdict {
  const why = isGuest
    ? 'this host is itself a virtual machine, which does not pass virtualization on'
    : 'it may be switched off in the firmware setup'
  return {
    usable: false,
    obstacle: 'no-extension',
    reason: `the processors have neither vmx nor svm (/proc/cpuinfo); ${why}`,
  }
}

function withoutDevice(opening: Exclude<Opening, { kind: 'yes' }>): KvmVerdict {
  switch (opening.kind) {
    case 'missing':
      return { usable: false, obstacle: 'no-device', reason: 'there is no /dev/kvm; the kernel module is not loaded' }
    case 'denied':
      return { usable: false, obstacle: 'denied', reason: `user ${userName()} may not open /dev/kvm` }
    case 'failed':
      return { usable: false, obstacle: 'unopenable', reason: `/dev/kvm does not open: ${opening.reason}` }
  }
}

const SelfTestResult: z.ZodType<SelfTest> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passed') }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
])

async function testOnce({ kernel, cacheFolder }: KvmQuestion, qemu: Tool, signal: AbortSignal): Promise<SelfTest> {
  const key = [bootId(), kernel, qemu.path, await fileStamp(qemu.path)].join(' ')
  const slot = { folder: cacheFolder, name: 'kvm-test', key, schema: SelfTestResult }
  return await cached(slot, async () => {
    const first = await runSelfTest('kvm', signal)
    // A host that was busy for a moment shall not be emulated for days.
    return first.kind === 'passed' ? first : await runSelfTest('kvm', signal)
  })
}
