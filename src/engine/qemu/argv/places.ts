import { imageFolder, instanceFolder, type Paths } from '../../../host/paths.ts'
import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import type { UefiFirmware } from '../firmware/choose.ts'
import { type RunFiles, runFiles } from '../machine/run-files.ts'

/** Every path that the command line of one instance names; all absolute. */
export type Places = {
  readonly run: RunFiles
  /** Folder of the instance: its disks and its UEFI variables. */
  readonly own: string
  /** Where passt listens for each nic. */
  readonly nicSocket: (index: number) => string
  readonly imageFile: (digest: string, file: string) => string
  readonly nvram: string
  readonly uefi: UefiFirmware | null
}

export function placesOf(paths: Paths, plan: Pick<StartPlan, 'id'>, uefi: UefiFirmware | null): Places {
  const run = runFiles(paths, plan.id)
  const own = instanceFolder(paths, plan.id)
  return {
    run,
    own,
    nicSocket: (index) => `${run.folder}/nic${index}.sock`,
    imageFile: (digest, file) => `${imageFolder(paths, digest)}/${file}`,
    nvram: `${own}/nvram.fd`,
    uefi,
  }
}
