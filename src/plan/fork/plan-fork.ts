import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { formatBytes } from '../../kit/bytes.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceFork } from '../../model/fork.ts'
import type { InstanceStateKind } from '../../model/instance.ts'
import type { InstanceId, InstanceName } from '../../model/name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { isAtRest } from '../instance/lifecycle.ts'
import type { StartPlan } from '../instance/start-plan.ts'
import { layerOn } from '../snapshot/layer-plan.ts'
import { leftOut } from '../snapshot/left-out.ts'
import { type Layer, type LayerPart, lineOf, type SnapshotTree } from '../snapshot/tree.ts'

/** What a fork depends on. */
export type ForkScene = {
  readonly id: InstanceId
  readonly instance: InstanceName
  readonly state: InstanceStateKind
  readonly tree: SnapshotTree
  /** What runs, and the spec of that run; null when that is not known. */
  readonly run: { readonly plan: StartPlan; readonly spec: InstanceSpec } | null
  readonly agentAnswers: boolean
  /** What kept memories may take on the host. */
  readonly budgetBytes: number
  /** Fresh; for its files. */
  readonly layerId: string
}

/** A fork, as far as its parent is concerned; nothing is decided after this. */
export type ForkPlan = {
  readonly id: InstanceId
  readonly started: StartPlan
  readonly spec: InstanceSpec
  /** As it is before. */
  readonly tree: SnapshotTree
  /** What the parent writes from then on. The one below it is what parent and forks have in common. */
  readonly layer: Layer
  readonly parts: readonly LayerPart[]
}

/** A longer line of layers makes every read of the guest slow, and QEMU's command line long. */
const mostLayers = 100

/** What must be done for forks, or why there are none. */
export function planFork(scene: ForkScene, want: InstanceFork): Verdict<ForkPlan, Fault> {
  const { id, instance, tree, run, layerId } = scene
  const reason = obstacle(scene, want)
  if (reason !== undefined || run === null) {
    return refuse(new Fault('fork.refused', { instance, reason: reason ?? 'what it was started with is not known' }))
  }
  return approve({ id, started: run.plan, spec: run.spec, tree, ...layerOn(tree, tree.current, layerId) })
}

function obstacle(scene: ForkScene, { names, forward }: InstanceFork): string | undefined {
  const { state, run, tree, instance } = scene
  const { plan } = run ?? {}
  if (isAtRest(state))
    return `it is ${state}, so it has no memory to go on with; start it first (\`stroj start ${instance}\`)`
  if (state === 'suspended') return `it is suspended; let it go on first (\`stroj start ${instance}\`)`
  if (state === 'paused') return `it is paused; let it go on first (\`stroj resume ${instance}\`)`
  if (state !== 'running' && state !== 'parked') return `it is ${state}; try it again in a moment`
  if (run === null || plan === undefined) return 'what it was started with is not known; start it anew first'
  if (forward.length > 0 && names.length > 1) return 'a port of the host leads to one fork only, and these are several'
  if (forward.length > 0 && plan.nics[0]?.network !== 'user') return 'it has no network card that ports could lead to'
  if (lineOf(tree, tree.current).length >= mostLayers)
    return `its disks stand on ${mostLayers} others already; remove snapshots and forks of it`
  return obstacleOfMachine(plan) ?? obstacleOfSize(run) ?? obstacleOfDisks(run) ?? obstacleOfHost(scene, plan)
}

function obstacleOfMachine(plan: StartPlan): string | undefined {
  const { machine, arch, firmware, hostdevs, nics, cdrom, seed, installer, needs } = plan
  if (arch !== 'x86_64' || machine !== 'q35') return `machine ${machine} of ${arch} cannot be forked`
  if (hostdevs.length > 0) return 'it has a device of the host, which cannot be in two machines'
  if (needs) return 'its firmware and its TPM are its own; a secret that is sealed to it would be in two machines'
  if (nics.some(({ plugged }) => plugged === true))
    return 'it has a network card that was plugged in after its start; start it anew first'
  if (firmware === 'uefi') return 'its UEFI variables are its own'
  if (installer) return 'its system is being installed'
  if (seed) return 'cloud-init has set its network up by the address of its card, which a fork cannot keep'
  return cdrom === null ? undefined : 'it was started with a medium in its drive; start it anew without'
}

type Running = NonNullable<ForkScene['run']>

/** Processors that came later are as good as others; memory that came later is no part of the file that forks map. */
function obstacleOfSize({ plan, spec }: Running): string | undefined {
  if (spec.memory <= plan.memoryBytes) return undefined
  return `it has been given ${formatBytes(spec.memory - plan.memoryBytes)} of memory while it ran, and only what it was started with can be shared; start it anew first`
}

function obstacleOfDisks({ plan, spec }: Running): string | undefined {
  if (plan.disks.some(({ bus }) => bus === 'nvme')) return 'the state of an NVMe disk cannot be copied'
  const isVolume = plan.disks.some(({ source }) => source.kind === 'volume')
  if (isVolume || spec.disks.some((disk) => 'volume' in disk))
    return 'it has a volume in this run, which cannot be in two machines; start it anew without, and give each fork a clone of it'
  const [file] = leftOut(spec)
  return file === undefined ? undefined : `${file} is a file of yours, which two machines cannot write to`
}

function obstacleOfHost({ agentAnswers, budgetBytes }: ForkScene, { memoryBytes }: StartPlan): string | undefined {
  if (!agentAnswers)
    return 'its guest agent does not answer (it may still be booting), and it alone can give a fork an identity of its own'
  if (memoryBytes <= budgetBytes) return undefined
  return `its memory of ${formatBytes(memoryBytes)} does not fit into the ${formatBytes(budgetBytes)} that kept memories may take (\`stroj warm set --budget SIZE\`)`
}
