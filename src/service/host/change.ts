import type { HostChange, HostChangeRequest, HostChangeState, HostChangeStates } from '../../model/host/change.ts'
import { HostChangeName } from '../../model/host/change.ts'
import type { Holder } from '../../model/host/kvm.ts'
import { madeChange } from '../../model/host/made-change.ts'
import { settle } from '../../kit/verdict.ts'
import type { Wish } from '../../plan/host/change/act.ts'
import { unloadsKvm } from '../../plan/host/change/kvm-use.ts'
import { changeState, planChange } from '../../plan/host/change/plan-change.ts'
import type { Deps } from '../deps.ts'

type Needs = Pick<Deps, 'host' | 'store' | 'events' | 'deviceTurns' | 'log' | 'engine' | 'waiting'>

/** How long taking a failed change back may take, in milliseconds. */
const undoDeadlineMs = 120_000

/** How long no machine is made to wait under KVM after somebody has looked whether it can be released, in milliseconds. */
const leaveKvmMs = 120_000

/**
 * Makes a change of the host, or takes it back, and looks whether it is in place. With `dryRun`, and where nothing has to be
 * done, only what there is to say. A step that fails takes those before it back.
 */
export async function changeHost(deps: Needs, request: HostChangeRequest, signal: AbortSignal): Promise<HostChange> {
  // Nobody has asked for a machine that waits: it must not be what keeps KVM in use. They are made anew when nothing came of it.
  if (request.name === 'release-kvm' && !request.undo) await deps.waiting.leaveKvm(leaveKvmMs)
  if (request.dryRun) return settle(planChange(await wishOf(deps, request, signal)))
  // Nobody takes a device while it is being handed over.
  using _turn = await deps.deviceTurns.take()
  const change = settle(planChange(await wishOf(deps, request, signal)))
  if (change.state !== 'needed') return change
  if (unloadsKvm(change)) await deps.engine.warm.endTemplates()
  await carryOut(deps, change, signal)
  const made = madeChange(change, settle(planChange(await wishOf(deps, request, signal))))
  deps.events.publish('host.changed', change.name, { undo: request.undo })
  return made
}

/** Where every change stands on this host. */
export async function listHostChanges(
  deps: Pick<Deps, 'host' | 'store' | 'engine'>,
  signal: AbortSignal,
): Promise<HostChangeStates> {
  const wish = await wishOf(deps, { name: 'tools', undo: false, dryRun: true }, signal)
  const stateOf = (name: HostChangeName): HostChangeState =>
    changeState({ ...wish, request: { ...wish.request, name } })
  return { changes: HostChangeName.options.map(stateOf) }
}

async function wishOf(
  { host, store, engine }: Pick<Deps, 'host' | 'store' | 'engine'>,
  request: HostChangeRequest,
  signal: AbortSignal,
): Promise<Wish> {
  const [inventory, ownFiles, templates, instances] = await Promise.all([
    host.inventory(signal),
    host.ownFiles(signal),
    engine.warm.templates(),
    store.list('instance', { limit: await store.count('instance') }),
  ])
  const account = await host.account(request.user ?? inventory.user.name, signal)
  const records = instances.map(({ value }) => value)
  const named = (holder: Holder): Holder => ({
    ...holder,
    instance: records.find(({ id }) => id === holder.instance)?.name ?? holder.instance,
  })
  const kvm = { ...inventory.kvm, holders: inventory.kvm.holders.map(named) }
  const taken = records.flatMap(({ name, run }) => (run ? [{ name, hostdevs: run.hostdevs }] : []))
  return { request, inventory: { ...inventory, kvm }, account, ownFiles, taken, templates }
}

async function carryOut({ host, log }: Needs, { name, steps, undo }: HostChange, signal: AbortSignal): Promise<void> {
  let done = 0
  try {
    for (const step of steps) {
      await host.carryOut([step], signal)
      done += 1
    }
  } catch (error) {
    const back = undo.filter(({ takesBack }) => takesBack < done)
    for (const step of back) {
      await host.carryOut([step], AbortSignal.timeout(undoDeadlineMs)).catch((reason: unknown) => {
        log.warn('a step of a change that failed could not be taken back', { change: name, reason: String(reason) })
      })
    }
    throw error
  }
}
