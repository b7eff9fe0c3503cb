import type { WarmRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import { InstanceId, InstanceName, WarmId } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { chooseHardware } from '../../plan/instance/hardware.ts'
import type { ImageChoice, NewDisk } from '../../plan/instance/plan-create.ts'
import { planStart } from '../../plan/instance/plan-start.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import { chooseWarm } from '../../plan/warm/choose.ts'
import { nobodysPlan, templatePlan } from '../../plan/warm/plan-template.ts'
import type { WarmShape } from '../../plan/warm/shape.ts'
import type { Deps } from '../deps.ts'
import { demandCpu } from '../instance/demand-cpu.ts'
import { resolveImage, toChoice } from '../image/resolve.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { demandBudget, keepWithinBudget } from './budget.ts'
import { keepOf, setKeep } from './keep.ts'
import { warmOfImage } from './records.ts'
import { newDisksOf, shapeWith } from './scene.ts'

/** `keep`: how many machines shall wait; undefined for as many as before. */
type Wish = { readonly spec: InstanceSpec; readonly automatic: boolean; readonly keep?: number | undefined }

/** A machine that shall be kept, with everything decided. */
type Making = {
  readonly plan: StartPlan
  readonly disks: readonly NewDisk[]
  readonly image: ImageChoice
  readonly shape: WarmShape
  readonly automatic: boolean
  readonly keep: number | undefined
}

const hostDeadlineMs = 30_000

/** Boots a guest of an image and keeps it, for instances like this spec. Those that are asked for meanwhile boot as ever. */
export async function makeWarm(deps: Deps, want: Wish, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  const making = await planMaking(deps, want)
  using resources = new DisposableStack()
  resources.use(deps.leases.take(`warm ${making.image.digest}`, 'keep warm'))
  resources.use(deps.leases.share(making.image.digest))
  return deps.operations.begin(
    { kind: 'image.warm', target: making.image.name, cancellable: true, request, resources: resources.move() },
    (task) => carryOut(deps, making, task),
  )
}

async function planMaking(deps: Deps, { spec, automatic, keep }: Wish): Promise<Making> {
  const image = toChoice((await resolveImage(deps, spec.image ?? '', spec.arch)).value)
  const { facts } = await deps.engine.host(AbortSignal.timeout(hostDeadlineMs))
  const hardware = settle(chooseHardware(spec, image, facts))
  const subject = {
    id: InstanceId.parse('nobody0000'),
    name: InstanceName.parse('warm'),
    uuid: deps.random.uuid(),
    macs: spec.nics.map(() => deps.random.mac()),
    arch: hardware.arch,
    machineType: await deps.engine.machineType(hardware, AbortSignal.timeout(hostDeadlineMs)),
    spec,
    image: { digest: image.digest, name: image.name },
    booted: false,
  }
  await demandCpu(deps, { ...subject, facts }, AbortSignal.timeout(hostDeadlineMs))
  const plan = settle(planStart(subject, image, facts))
  const disks = newDisksOf(subject, image, facts)
  const shape = shapeWith(plan, image, disks)
  if (!shape.ok) throw new Fault('warm.refused', { image: image.name, reason: shape.refusal })
  await demandBudget(deps, plan.memoryBytes)
  return { plan, disks, image, shape: shape.plan, automatic, keep }
}

async function carryOut(deps: Deps, making: Making, task: Task): Promise<{ id: string; made: boolean }> {
  const { plan, disks, image, shape } = making
  const template = nobodysPlan(plan)
  const ground = await deps.engine.warm.ground(template, task.signal)
  const earlier = await warmOfImage(deps, image.digest)
  const present = chooseWarm(shape, ground, earlier)
  if ('id' in present && (await isSound(deps, present.id))) {
    if (making.keep !== undefined) await setKeep(deps, present.id, making.keep)
    return { id: present.id, made: false }
  }
  const id = WarmId.parse(deps.random.token(10))
  await using undo = new Undo(() => deps.store.trouble === null)
  undo.push('remove the draft', () => deps.engine.warm.discard(id))
  const own = templatePlan(plan, { id, uuid: plan.uuid, macs: plan.nics.map(({ mac }) => mac) })
  const facts = await deps.engine.warm.make({ plan: own, disks, image: image.name }, task.report, task.signal)
  const record: WarmRecord = {
    version: 1,
    id,
    image: { digest: image.digest, name: image.name },
    shape,
    ground,
    template,
    facts,
    automatic: making.automatic,
    createdAt: deps.clock.now().toISOString(),
    usedAt: null,
    uses: 0,
    keep: making.keep ?? keepOf(earlier, shape),
  }
  await deps.store.commit([{ kind: 'warm', put: record }])
  undo.keep()
  await deps.engine.warm.keep(id)
  deps.events.publish('image.warmed', image.name, { id })
  await keepWithinBudget(deps, id)
  deps.waiting.wake()
  return { id, made: true }
}

async function isSound(deps: Deps, id: WarmId): Promise<boolean> {
  const found = await deps.store.get('warm', id)
  return found !== undefined && (await deps.engine.warm.damage(id, found.value.facts)) === undefined
}
