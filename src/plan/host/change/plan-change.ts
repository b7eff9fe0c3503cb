import { approve, type Verdict } from '../../../kit/verdict.ts'
import type { HostChange, HostChangeName, HostChangeState, HostUndoStep } from '../../../model/host/change.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Act, Planner, Wish } from './act.ts'
import { bind } from './bind.ts'
import { hugePages } from './huge-pages.ts'
import { iommu } from './iommu.ts'
import { ksm } from './ksm.ts'
import { kvmDevice } from './kvm-device.ts'
import { kvmGroup } from './kvm-group.ts'
import { kvmModule } from './kvm-module.ts'
import { releaseKvm, useKvm } from './kvm-turn.ts'
import { nested } from './nested.ts'
import { releaseVirtualBox } from './release-virtualbox.ts'
import { subordinateIds } from './subordinate-ids.ts'
import { tools } from './tools.ts'
import { userNamespaces } from './user-namespaces.ts'
import { vfio } from './vfio.ts'
import { virtualFunctions } from './virtual-functions.ts'

const planners: Readonly<Record<HostChangeName, Planner>> = {
  'kvm-group': kvmGroup,
  'kvm-module': kvmModule,
  'kvm-device': kvmDevice,
  nested,
  'user-namespaces': userNamespaces,
  'subordinate-ids': subordinateIds,
  ksm,
  'huge-pages': hugePages,
  vfio,
  iommu,
  tools,
  'release-kvm': releaseKvm,
  'use-kvm': useKvm,
  'release-virtualbox': releaseVirtualBox,
  'virtual-functions': virtualFunctions,
  bind,
}

/** What would be done for a wish on this host, step by step, with what takes each step back; or why it is not done. */
export function planChange(wish: Wish): Verdict<HostChange, Fault> {
  const { name, undo } = wish.request
  const { title, make, takeBack } = planners[name]
  const verdict = undo ? takeBack(wish) : make(wish)
  if (!verdict.ok) return verdict
  const { state, acts, instructions } = verdict.plan
  return approve({
    name,
    title,
    state,
    steps: acts.map(({ step }) => step),
    undo: undoOf(acts),
    instructions: [...instructions],
  })
}

/** Where a change stands, without its steps. */
export function changeState(wish: Wish): HostChangeState {
  const { name } = wish.request
  const { title } = planners[name]
  const verdict = planChange(wish)
  if (!verdict.ok) return { name, title, state: 'refused', reason: reasonOf(verdict.refusal) }
  const { state } = verdict.plan
  return { name, title, state: state === 'made' ? 'in-place' : state, reason: null }
}

/** Beside its name and title a change needs no whole sentence. */
function reasonOf({ details, message }: Fault): string {
  if (details === undefined) return message
  if ('missing' in details) return `say ${details.missing}`
  return 'reason' in details ? details.reason : message
}

/** The last act first; what takes one act back stays in its order. */
function undoOf(acts: readonly Act[]): HostUndoStep[] {
  const all = acts.map(({ undo }, takesBack) => undo.map((step) => ({ ...step, takesBack })))
  return all.toReversed().flat()
}
