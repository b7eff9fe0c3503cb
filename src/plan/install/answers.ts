import type { Install } from '../../model/spec-install.ts'

/** Everything that an installer asks, decided. */
export type Answers = Omit<Install, 'system' | 'hostname' | 'mirror' | 'passwordHash' | 'drivers'> & {
  readonly hostname: string
  /** Null for a user who cannot log in by password. */
  readonly passwordHash: string | null
  /** Without a slash at its end. */
  readonly mirror: string
  /** How the installer calls the first disk. */
  readonly disk: string
  /** How the installer calls the serial line, such as ttyS0. */
  readonly serial: string
  /** UEFI needs a partition of its own. */
  readonly uefi: boolean
}

/** A file that an installer reads. The name has a folder where its format wants one. */
type AnswerFile = { readonly name: string; readonly text: string }

/** What an installer reads, and how it comes by it. */
export type Rendered = {
  /** `initrd`: in the root of its first file system; else on a medium with this volume id. */
  readonly by: { readonly kind: 'initrd' } | { readonly kind: 'medium'; readonly volume: string }
  readonly files: readonly AnswerFile[]
  /** What the kernel of the installer is told, besides where its console is. */
  readonly kernelArguments: string
}

/** What the last act of an installer writes to the serial line. */
export const installedWord = 'stroj: the system is installed'

/** Packages that every installed Linux has: the agent, and the server of SSH when there are keys for it. */
export function packagesOf({ keys, packages }: Answers, server: string): readonly string[] {
  return [...new Set(['qemu-guest-agent', ...(keys.length > 0 ? [server] : []), ...packages])]
}

export function answersOf(
  { system: _system, drivers: _drivers, ...install }: Install,
  machine: { readonly name: string; readonly disk: string; readonly serial: string; readonly uefi: boolean },
): Answers {
  const { name, ...rest } = machine
  return {
    ...install,
    ...rest,
    hostname: install.hostname ?? name,
    passwordHash: install.passwordHash ?? null,
    mirror: (install.mirror ?? 'http://deb.debian.org/debian').replace(/\/$/, ''),
  }
}
