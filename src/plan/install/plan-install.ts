import { formatBytes } from '../../kit/bytes.ts'
import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import type { Architecture } from '../../model/architecture.ts'
import { terminals } from '../../model/architecture.ts'
import { Fault } from '../../model/fault.ts'
import { isFetched } from '../../model/installer-url.ts'
import type { InstallMedium, KnownMedium } from '../../model/install-medium.ts'
import type { Install, InstallSystem } from '../../model/spec-install.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { answersOf, type Rendered } from './answers.ts'
import { recognise } from './recognise.ts'
import { render } from './render.ts'
import { installers } from './systems.ts'
import { refuseForWindows } from './windows-limits.ts'

/** A file of the installer: one of the host, or a part of a medium. */
export type InstallerFile =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'medium'; readonly path: string; readonly offset: number; readonly sizeBytes: number }

/** iPXE in the form of a Linux kernel, where Debian's package ipxe puts it. */
export const ipxeFile = '/usr/lib/ipxe/ipxe.lkrn'

/** What is started, and what it is told. */
type InstallerBoot = {
  readonly kernel: InstallerFile
  /** Null for iPXE, which gets what it starts by itself. */
  readonly initrd: InstallerFile | null
  readonly arguments: string
  /** What iPXE gets, as URLs. */
  readonly fetched?: { readonly kernel: string; readonly initrd: string }
}

/** How an instance is started so that an installer runs in it. */
export type PlannedInstaller = {
  /** Null when only the loader of the medium can start it. */
  readonly boot: InstallerBoot | null
  /** Null when a person answers. */
  readonly answers: Rendered | null
  /** Absolute path of a medium with drivers for it. */
  readonly drivers: string | null
}

type Subject = {
  readonly name: string
  readonly arch: Architecture
  readonly uefi: boolean
  readonly spec: InstanceSpec
}

/** How the installer is started and answered, or why that cannot be. Null when the spec has none. */
export function planInstall(
  subject: Subject,
  medium: InstallMedium | null,
  known: readonly KnownMedium[] = [],
): Verdict<PlannedInstaller | null, Fault> {
  const { install, boot } = subject.spec
  if (install === undefined) return approve(boot.installer === undefined ? null : byPerson(boot.installer))
  const system = systemOf(install, boot.installer === undefined ? medium : null, known)
  if (system instanceof Fault) return refuse(system)
  const unfit = refuseUnfit(subject, install, system)
  if (unfit) return refuse(unfit)
  const disk = firstDisk(subject.spec)
  const serial = terminals[subject.arch].serial
  const { name, uefi } = subject
  const answers = render(system, answersOf(install, { name, disk, serial, uefi }))
  if (boot.installer !== undefined) {
    const { arguments: own = '' } = boot.installer
    return approve({
      boot: { ...filesOf(boot.installer), arguments: words(answers.kernelArguments, own) },
      answers,
      drivers: null,
    })
  }
  if (installers[system].boot === null) return approve({ boot: null, answers, drivers: install.drivers ?? null })
  const found = medium && onMedium(system, medium)
  if (!found) return refuse(new Fault('install.medium-incomplete', { medium: medium?.path ?? '', system }))
  const find = installers[system].find(medium.volume)
  return approve({ boot: { ...found, arguments: words(answers.kernelArguments, find) }, answers, drivers: null })
}

/** The files that may be looked for on a medium. */
export function wantedFiles(): readonly string[] {
  return Object.values(installers).flatMap(({ boot }) => (boot ? [...boot.kernel, ...boot.initrd] : []))
}

function byPerson(installer: NonNullable<InstanceSpec['boot']['installer']>): PlannedInstaller {
  return { boot: { ...filesOf(installer), arguments: installer.arguments ?? '' }, answers: null, drivers: null }
}

function filesOf({ kernel, initrd }: NonNullable<InstanceSpec['boot']['installer']>) {
  if (isFetched(kernel)) {
    return { kernel: { kind: 'file', path: ipxeFile }, initrd: null, fetched: { kernel, initrd } } as const
  }
  return { kernel: { kind: 'file', path: kernel }, initrd: { kind: 'file', path: initrd } } as const
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join(' ')
}

/** What the spec says and what the medium is must be the same. A netboot installer has no volume id: it is believed. */
function systemOf(
  { system }: Install,
  medium: InstallMedium | null,
  known: readonly KnownMedium[],
): InstallSystem | Fault {
  const has = medium ? recognise(medium.volume, known) : undefined
  if (has !== undefined && system !== undefined && has !== system) {
    return new Fault('install.medium-differs', { medium: medium?.path ?? '', has, wanted: system })
  }
  return (
    system ?? has ?? new Fault('install.medium-unknown', { medium: medium?.path ?? '', volume: medium?.volume ?? '' })
  )
}

function refuseUnfit({ spec, arch, name }: Subject, install: Install, system: InstallSystem): Fault | undefined {
  const { title, leastDiskBytes, leastMemoryBytes } = installers[system]
  const disk = spec.disk ?? spec.disks.map((extra) => ('size' in extra ? extra.size : undefined))[0]
  if (disk !== undefined && disk < leastDiskBytes) {
    return new Fault('install.too-small', {
      what: 'disk',
      has: formatBytes(disk),
      needs: formatBytes(leastDiskBytes),
      title,
    })
  }
  if (spec.memory < leastMemoryBytes) {
    const [has, needs] = [formatBytes(spec.memory), formatBytes(leastMemoryBytes)]
    return new Fault('install.too-small', { what: 'memory', has, needs, title })
  }
  if (arch !== 'x86_64' && (system === 'windows' || system === 'arch')) {
    return new Fault('install.wrong-architecture', { title, arch })
  }
  return system === 'windows' ? refuseForWindows(install, name) : undefined
}

function firstDisk({ disk, disks }: InstanceSpec): string {
  return disk === undefined && disks[0]?.bus === 'nvme' ? '/dev/nvme0n1' : '/dev/vda'
}

function onMedium(system: InstallSystem, medium: InstallMedium) {
  const { boot } = installers[system]
  const at = (names: readonly string[]): InstallerFile | undefined => {
    const extent = names.map((name) => medium.files.get(name)).find((found) => found !== undefined)
    return extent && { kind: 'medium', path: medium.path, ...extent }
  }
  const [kernel, initrd] = [at(boot?.kernel ?? []), at(boot?.initrd ?? [])]
  return kernel && initrd && { kernel, initrd }
}
