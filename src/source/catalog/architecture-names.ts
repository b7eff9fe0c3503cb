/** What Debian and those after it call an architecture, and what Fedora, Arch and Alpine do. */
export const debianNames = { x86_64: 'amd64', aarch64: 'arm64' } as const
export const plainNames = { x86_64: 'x86_64', aarch64: 'aarch64' } as const

type Published = keyof typeof debianNames

export const bothWays = { x86_64: ['bios', 'uefi'], aarch64: ['uefi'] } as const

/** The same for each architecture that is published. */
export function forEach<T>(
  names: Readonly<Record<Published, string>>,
  make: (name: string, architecture: Published) => T,
): Record<Published, T> {
  return { x86_64: make(names.x86_64, 'x86_64'), aarch64: make(names.aarch64, 'aarch64') }
}
