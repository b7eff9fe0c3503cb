import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import type { Architecture } from '../../model/architecture.ts'
import { Fault } from '../../model/fault.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { Acceleration } from '../../model/instance.ts'

/**
 * KVM where it works and the guest's instructions are those of the host; else TCG, unless KVM is demanded. TCG is never
 * called isolated.
 */
export function chooseAcceleration(
  wish: 'auto' | 'kvm' | 'tcg',
  arch: Architecture,
  { architecture, kvm }: Pick<HostFacts, 'architecture' | 'kvm'>,
): Verdict<Acceleration, Fault> {
  if (wish === 'tcg') return approve(emulated('the spec asks for tcg'))
  if (arch !== architecture) {
    const reason = `the guest is ${arch}, and the processors of this host are ${architecture}`
    return wish === 'kvm' ? refuse(new Fault('host.no-kvm', { reason })) : approve(emulated(reason))
  }
  if (kvm.usable) return approve({ kind: 'kvm', reason: kvm.reason, isolation: 'hardware' })
  if (wish === 'kvm') return refuse(new Fault('host.no-kvm', { reason: kvm.reason }))
  return approve(emulated(kvm.reason))
}

function emulated(reason: string): Acceleration {
  return { kind: 'tcg', reason, isolation: 'none' }
}
