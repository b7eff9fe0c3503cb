import { imageFolder, instanceFolder, type Paths, warmFolder } from '../../../host/paths.ts'
import type { Architecture } from '../../../model/architecture.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { MachineUser } from '../confine/machine-user.ts'
import type { View } from '../confine/view.ts'
import type { UefiFirmware } from '../firmware/choose.ts'
import type { UefiFirmwares } from '../firmware/find.ts'
import { type RunFiles, runFiles } from '../machine/run-files.ts'
import type { NetworkStyle } from '../network/style.ts'

/** What depends on this host and is the same for all its instances. */
export type Surroundings = {
  readonly uefi: UefiFirmwares
  /** Those with Secure Boot. */
  readonly secureUefi?: UefiFirmwares
  readonly network: NetworkStyle
}

/** Every path that the command line of one instance names; all absolute. */
export type Places = {
  readonly run: RunFiles
  /** Folder of the instance: its disks and its UEFI variables. */
  readonly own: string
  readonly runFolder: string
  readonly imageFile: (digest: string, file: string) => string
  readonly nvram: string
  /** The memory of a warm image; empty when the machine has none of one. */
  readonly memory: string
  /** The state of its devices; empty likewise. */
  readonly state: string
  /** Undefined when this host has none for the architecture. */
  readonly uefi: UefiFirmware | undefined
  /** As whom its programs run; undefined for the user of the daemon, and then why. */
  readonly user?: MachineUser | undefined
  readonly whyNoUser?: string
  /** What it sees in namespaces of its own; undefined when it has none, and then why. */
  readonly view?: View | undefined
  readonly whyNoView?: string | undefined
} & Omit<Surroundings, 'uefi' | 'secureUefi'>

/** Of a warm image, by its folder. */
export const memoryFile = (folder: string): string => `${folder}/memory`
export const stateFile = (folder: string): string => `${folder}/state`

export function placesOf(
  paths: Paths,
  plan: Pick<StartPlan, 'id' | 'arch' | 'needs' | 'warm'>,
  surroundings: Surroundings,
): Places {
  const run = runFiles(paths, plan.id)
  const own = instanceFolder(paths, plan.id)
  return {
    run,
    own,
    runFolder: run.folder,
    imageFile: (digest, file) => `${imageFolder(paths, digest)}/${file}`,
    nvram: `${own}/nvram.fd`,
    memory: plan.warm === undefined ? '' : memoryFile(warmFolder(paths, plan.warm.id)),
    state: plan.warm === undefined ? '' : stateFile(warmFolder(paths, plan.warm.id)),
    ...surroundings,
    uefi: uefiFor(surroundings, plan.arch, plan.needs?.secureBoot === true),
  }
}

/** The firmware of this host that fits; undefined when it has none. */
export function uefiFor(
  { uefi, secureUefi }: Surroundings,
  arch: Architecture,
  isSecure: boolean,
): UefiFirmware | undefined {
  return isSecure ? secureUefi?.[arch] : uefi[arch]
}
