import type { HostFacts } from '../../../model/host/facts.ts'
import type { HostInventory } from '../../../model/host/inventory.ts'
import type { OtherHypervisor } from '../../../model/host/kvm.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { kvmCause } from './kvm-cause.ts'
import { holdersText, unloading } from './kvm-cause-device.ts'
import { judgeOf } from '../../../model/host/judge.ts'

const { ok, note, warning } = judgeOf('kvm')

/** Whether KVM can be used, and everything that this hangs on. A fix is told once: by the verdict, when it is the cause. */
export function kvmChecks(inventory: HostInventory, facts: HostFacts): readonly HostCheck[] {
  const verdict = judged(inventory, facts)
  const details = [
    device(inventory),
    group(inventory),
    ...inventory.otherHypervisors.map(other),
    ...(inventory.kvm.exists ? [holders(inventory)] : []),
  ]
  const isTold = ({ fix }: HostCheck): boolean => fix !== null && fix === verdict.fix
  return [verdict, ...details.map((check) => (isTold(check) ? { ...check, fix: null, change: null } : check))]
}

function judged(inventory: HostInventory, facts: HostFacts): HostCheck {
  const { usable, reason } = facts.kvm
  if (usable) return ok('KVM', reason, 'Instances run on the processors themselves, and are isolated by them.')
  const { found, why, mend } = kvmCause(inventory, facts)
  const meaning = `${why} Without KVM instances are emulated (TCG): 10 to 30 times slower, and no security boundary.`
  return warning('KVM', found, meaning, mend)
}

function device({ kvm: { exists, owner, group, mode, acl, opening, reason } }: HostInventory): HostCheck {
  if (!exists) return note('/dev/kvm', 'missing', 'It is what programs reach KVM through.')
  const rights = `${owner ?? '?'}:${group ?? '?'} ${mode ?? ''}${acl ? ' and an access list' : ''}`.trim()
  if (opening === 'yes') return ok('/dev/kvm', `${rights}, opens`, 'It is what programs reach KVM through.')
  const words = opening === 'denied' ? 'may not be opened' : (reason ?? 'does not open')
  return note('/dev/kvm', `${rights}, ${words}`, 'It is what programs reach KVM through.')
}

function group({ user: { name, isRoot, kvmGroup } }: HostInventory): HostCheck {
  const tell = (found: string, meaning: string): HostCheck => note('group kvm', found, meaning)
  if (isRoot) return ok('group kvm', 'not needed by root', 'Its members may open /dev/kvm.')
  if (!kvmGroup.exists) return tell('there is none', 'Its members may open /dev/kvm.')
  if (!kvmGroup.listed) return tell(`${name} is not in it`, 'Its members may open /dev/kvm.')
  if (!kvmGroup.active)
    return tell(`${name} is in it, but not yet in this login`, 'A login has the groups that there were when it began.')
  return ok('group kvm', `${name} is in it`, 'Its members may open /dev/kvm.')
}

function other(hypervisor: OtherHypervisor): HostCheck {
  const { name, holders, modules } = hypervisor
  const loaded = `loaded (${modules.join(', ')})`
  const meaning = `Guests of ${name} and of KVM exclude each other: who comes second is told that the processor is taken.`
  const mend = unloading(hypervisor)
  if (holders.length > 0) return warning(name, `in use by ${holdersText(holders)}`, meaning, mend)
  return note(name, `${loaded}, not seen in use`, meaning, mend)
}

function holders({ kvm, user }: HostInventory): HostCheck {
  const meaning = 'While somebody uses KVM, its modules cannot be unloaded.'
  if (kvm.holders.length > 0) return ok('used by', holdersText(kvm.holders), meaning)
  return ok('used by', user.isRoot ? 'nobody' : `nobody that ${user.name} may see`, meaning)
}
