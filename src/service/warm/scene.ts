import type { InstanceRecord } from '../../contract/store.ts'
import { settle, type Verdict } from '../../kit/verdict.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import { type ImageChoice, type NewDisk, planCreate } from '../../plan/instance/plan-create.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import { shapeOf, type WarmShape } from '../../plan/warm/shape.ts'

type Subject = Pick<InstanceRecord, 'id' | 'name' | 'uuid' | 'macs' | 'arch' | 'spec'>

/** The disks that a new instance begins with. */
export function newDisksOf(subject: Subject, image: ImageChoice | null, facts: HostFacts): readonly NewDisk[] {
  return settle(planCreate(subject, { ...subject.spec, arch: subject.arch }, image, facts)).disks
}

/** The shape of a planned machine, or why it cannot be kept warm. */
export function shapeWith(
  plan: StartPlan,
  image: ImageChoice | null,
  disks: readonly NewDisk[],
): Verdict<WarmShape, string> {
  if (!image) return shapeOf(plan, null)
  const sizes = new Map(disks.map(({ file, sizeBytes }) => [file, sizeBytes]))
  return shapeOf(plan, { digest: image.digest, hasAgent: image.manifest.agent, sizes })
}
