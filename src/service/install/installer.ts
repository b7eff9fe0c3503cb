import type { InstanceRecord } from '../../contract/store.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import { isFetched } from '../../model/installer-url.ts'
import { mediumImage } from '../../model/medium-name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { InstallMedium } from '../../model/install-medium.ts'
import { ipxeFile, type PlannedInstaller, planInstall, wantedFiles } from '../../plan/install/plan-install.ts'
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
    await requireInstaller(library, boot.installer)
  } else if (install === undefined) return null
  if (install?.drivers !== undefined) await library.requireUsable({ path: install.drivers, format: 'iso' })
  const found = boot.installer === undefined ? await readMedium(library, spec, medium) : null
  const known = found ? await library.knownMedia() : []
  const uefi = spec.firmware === 'uefi' || arch === 'aarch64'
  return settle(planInstall({ name, arch, uefi, spec }, found, known))
}

async function requireInstaller(
  library: Deps['library'],
  { kernel, initrd }: { readonly kernel: string; readonly initrd: string },
): Promise<void> {
  if (isFetched(kernel)) {
    await library.requireUsable({ path: ipxeFile, format: 'raw' }).catch((cause: unknown) => {
      throw new Fault('host.tool-missing', { tool: 'iPXE', package: 'ipxe' }, { cause })
    })
    return
  }
  for (const path of [kernel, initrd]) await library.requireUsable({ path, format: 'raw' })
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
