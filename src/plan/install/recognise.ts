import type { KnownMedium } from '../../model/install-medium.ts'
import { InstallSystem } from '../../model/spec-install.ts'
import { installers } from './systems.ts'

/** Whose installer a medium is, by its volume id; what is known by ourselves wins. */
export function recognise(volume: string, more: readonly KnownMedium[] = []): InstallSystem | undefined {
  const own = InstallSystem.options.find((system) => installers[system].volumes.some((id) => id.test(volume)))
  return own ?? more.find((known) => known.volume.test(volume))?.system
}
