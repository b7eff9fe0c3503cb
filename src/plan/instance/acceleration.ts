import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { Acceleration } from '../../model/instance.ts'

/** KVM where it works; else TCG, unless KVM is demanded. TCG is never called isolated. */
export function chooseAcceleration(wish: 'auto' | 'kvm' | 'tcg', { kvm }: HostFacts): Verdict<Acceleration, Fault> {
  if (wish === 'tcg') return approve(emulated('the spec asks for tcg'))
  if (kvm.usable) return approve({ kind: 'kvm', reason: kvm.reason, isolation: 'hardware' })
  if (wish === 'kvm') return refuse(new Fault('host.no-kvm', { reason: kvm.reason }))
  return approve(emulated(kvm.reason))
}

function emulated(reason: string): Acceleration {
  return { kind: 'tcg', reason, isolation: 'none' }
}
