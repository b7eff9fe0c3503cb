import type { InstanceRecord } from '../../contract/store.ts'
import { settle } from '../../kit/verdict.ts'
import { mediumImage } from '../../model/medium-name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { InstallMedium } from '../../model/install-medium.ts'
import { type PlannedInstaller, planInstall, wantedFiles } from '../../plan/install/plan-install.ts'
import type { Medium } from '../../plan/instance/medium.ts'
import type { Deps } from '../deps.ts'

type Subject = Pick<InstanceRecord, 'name' | 'arch'> & { readonly spec: InstanceSpec }

/** How an instance would be installed; null when its spec has no installer. Throws the refusal. */
export async function installerOf(
  { library }: Pick<Deps, 'library'>,
  { name, arch, spec }: Subject,
  medium: Medium | null,
): Promise<PlannedInstaller | null> {
  const { boot, install } = spec
  if (boot.installer !== undefined) {
    const { kernel, initrd } = boot.installer
    for (const path of [kernel, initrd]) await library.requireUsable({ path, format: 'raw' })
  } else if (install === undefined) return null
  if (install?.drivers !== undefined) await library.requireUsable({ path: install.drivers, format: 'iso' })
  const found = boot.installer === undefined ? await readMedium(library, spec, medium) : null
  const known = found ? await library.knownMedia() : []
  const uefi = spec.firmware === 'uefi' || arch === 'aarch64'
  return settle(planInstall({ name, arch, uefi, spec }, found, known))
}

async function readMedium(
  library: Deps['library'],
  { cdrom }: InstanceSpec,
  medium: Medium | null,
): Promise<InstallMedium | null> {
  const path = medium?.path ?? (cdrom !== undefined && mediumImage(cdrom) === undefined ? cdrom : undefined)
  if (path === undefined) return null
  return (await library.readMedium(path, wantedFiles())) ?? { path, volume: '', files: new Map() }
}
