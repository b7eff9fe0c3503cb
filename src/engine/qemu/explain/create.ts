import { imageFolder, instanceFolder, type Paths } from '../../../host/paths.ts'
import type { ExplainedStep } from '../../../model/explanation.ts'
import type { CreatePlan, NewDisk } from '../../../plan/instance/plan-create.ts'
import { seedStep } from './seed.ts'
import type { UefiFirmware } from '../firmware/choose.ts'

/** What `prepare` does, as the commands that would do it. The disks are written by us; qemu-img makes the same. */
export function explainCreate(
  plan: CreatePlan,
  paths: Paths,
  uefi: UefiFirmware | undefined,
): readonly ExplainedStep[] {
  const folder = instanceFolder(paths, plan.id)
  return [
    step('a folder that only its owner may enter', ['mkdir', '-p', '-m', '700', folder]),
    ...plan.disks.map((disk) => diskStep(disk, folder, paths)),
    ...(plan.seed ? [seedStep(folder)] : []),
    ...(plan.nvram && uefi ? [step('UEFI variables of its own', ['cp', uefi.variables, `${folder}/nvram.fd`])] : []),
  ]
}

function diskStep({ file, sizeBytes, base }: NewDisk, folder: string, paths: Paths): ExplainedStep {
  const create = ['qemu-img', 'create', '-f', 'qcow2']
  const target = [`${folder}/${file}`, String(sizeBytes)]
  if (!base) return step('an empty disk, which takes space as it is filled', [...create, ...target])
  const backing = ['-b', `${imageFolder(paths, base.digest)}/${base.file}`, '-F', base.format]
  return step('a disk that begins as the image and keeps only what differs', [...create, ...backing, ...target])
}

function step(reason: string, command: string[]): ExplainedStep {
  return { reason, command, background: false }
}
