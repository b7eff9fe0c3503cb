import { mergePatch } from '../../kit/merge-patch.ts'
import { isSameJson } from '../../kit/same-json.ts'
import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { InstanceChange } from '../../model/instance.ts'
import { InstanceSpec } from '../../model/spec.ts'
import { specIssues } from '../../model/spec-issues.ts'
import { refuseTooMuchMemory } from './plan-create.ts'

/** Keys that are decided when the instance is made, and why. */
const fixed: Partial<Record<keyof InstanceSpec, string>> = {
  engine: 'an instance stays with its engine',
  arch: 'its system was made for one instruction set; create another instance instead',
  image: 'its first disk was made from it; create another instance instead',
  disk: 'its first disk has been made',
  disks: 'its disks have been made',
}

/** The spec after a change, or why it cannot be. */
export function planSet(spec: InstanceSpec, change: InstanceChange, host: HostFacts): Verdict<InstanceSpec, Fault> {
  const wanted = mergePatch(spec, withShortForm(change.spec))
  const patched = InstanceSpec.safeParse(wanted)
  if (!patched.success) return refuse(new Fault('spec.invalid', { issues: specIssues(patched.error, wanted) }))
  for (const [key, reason] of Object.entries(fixed)) {
    const name = key as keyof InstanceSpec
    if (!isSameJson(spec[name], patched.data[name])) {
      return refuse(new Fault('instance.change-refused', { key, reason }))
    }
  }
  const tooMuch = refuseTooMuchMemory(patched.data, host)
  return tooMuch ? refuse(tooMuch) : approve(patched.data)
}

/** The number of processors in its short form says nothing about their model and what is reserved: that stays. */
function withShortForm(change: InstanceChange['spec']): InstanceChange['spec'] {
  const { cpus } = change
  return typeof cpus === 'number' ? { ...change, cpus: { count: cpus } } : change
}
