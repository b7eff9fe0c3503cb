import { InstanceSpec } from '../../model/spec.ts'
import { specIssues } from '../../model/spec-issues.ts'
import { Fault } from '../../model/fault.ts'
import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { immediateKeys } from '../instance/pending.ts'

/** What is not of the machine but of how it is looked after, and its disks, of which only the own ones are kept. */
function staysAsItIs(key: string): boolean {
  return key === 'disks' || immediateKeys.has(key as keyof InstanceSpec)
}

/** The spec after a restore: that of then, but for what stays as it is now. Refused where the two do not go together. */
export function specThen(now: InstanceSpec, then: InstanceSpec): Verdict<InstanceSpec, Fault> {
  const wanted = Object.fromEntries([
    ...Object.entries(then).filter(([key]) => !staysAsItIs(key)),
    ...Object.entries(now).filter(([key]) => staysAsItIs(key)),
  ])
  const parsed = InstanceSpec.safeParse(wanted)
  if (parsed.success) return approve(parsed.data)
  return refuse(new Fault('spec.invalid', { issues: specIssues(parsed.error, wanted) }))
}
