import type { FaultEntry } from './fault-entry.ts'

/** What a person can meet who installs a system. */
export const installFaults = {
  'instance.not-installed': {
    status: 409,
    text: (d: { name: string }) => `Instance "${d.name}" has no system yet.`,
    hint: (d: { name: string }) => `\`stroj install ${d.name}\` installs it, as its spec says.`,
  },
  'instance.no-drive': {
    status: 409,
    text: (d: { name: string }) => `Instance "${d.name}" was started without a drive for media.`,
    hint: (d: { name: string }) => `\`stroj set ${d.name} cdrom=FILE\` gives it one at its next start.`,
  },
  'instance.medium-locked': {
    status: 409,
    text: (d: { name: string }) => `The guest "${d.name}" uses the medium and does not let go of it.`,
    hint: () =>
      'Unmount it in the guest and try again, or use `--force`, which takes it out as a needle in the drive does.',
  },
  'instance.medium-closed': {
    status: 409,
    text: (d: { name: string; medium: string; closed: string }) =>
      `The machine "${d.name}" runs as a user of its own, who cannot read ${d.medium}: ${d.closed} is not open to others.`,
    hint: (d: { name: string; medium: string; closed: string }) =>
      `Take it into the library with \`stroj image import ${d.medium}\`, or open ${d.closed} to others with chmod.`,
  },
  'instance.not-shown': {
    status: 409,
    text: (d: { name: string; path: string; reason: string }) =>
      `The machine "${d.name}" sees only what it was given, and cannot be shown ${d.path} while it runs: ${d.reason}.`,
    hint: (d: { name: string; path: string; reason: string }) =>
      `Nothing was plugged in. Stop ${d.name}, give it to the instance, and start it: what it has at its start it sees.`,
  },
  'install.not-wanted': {
    status: 409,
    text: (d: { name: string; reason: string }) => `Instance "${d.name}" is not to be installed: ${d.reason}.`,
    hint: (d: { name: string }) => `\`stroj start ${d.name}\` starts it.`,
  },
  'install.medium-unknown': {
    status: 422,
    text: (d: { medium: string; volume: string }) =>
      d.volume === ''
        ? `The medium ${d.medium} has no volume id, so nobody knows whose installer it is.`
        : `The medium ${d.medium} is "${d.volume}", which is no installer that we know.`,
    hint: () =>
      'Say whose it is with `install.system`, install the package osinfo-db, or leave `install` out and answer yourself.',
  },
  'install.medium-differs': {
    status: 422,
    text: (d: { medium: string; has: string; wanted: string }) =>
      `The medium ${d.medium} installs ${d.has}, and the answers are for ${d.wanted}.`,
    hint: () => 'Leave `install.system` out to take what is on the medium, or put another one into the drive.',
  },
  'install.medium-incomplete': {
    status: 422,
    text: (d: { medium: string; system: string }) =>
      `The medium ${d.medium} has no kernel of an installer of ${d.system} that answers can be given to.`,
    hint: () =>
      'Live media install by hand only: take the network or server medium, or leave `install` out and answer yourself.',
  },
  'install.too-small': {
    status: 422,
    text: (d: { what: string; has: string; needs: string; title: string }) =>
      `${d.has} of ${d.what} is too little for ${d.title}, which needs ${d.needs}.`,
    hint: (d: { what: string; needs: string }) => `Give it more, such as \`${d.what}: ${d.needs}\`.`,
  },
  'install.wrong-architecture': {
    status: 422,
    text: (d: { title: string; arch: string }) =>
      `There is no installer of ${d.title} for ${d.arch} that can be answered.`,
    hint: () => 'Leave `arch` out, or `install`.',
  },
  'install.no-drivers': {
    status: 422,
    text: () => 'The installer of Windows has no drivers for the disk and the network card of this machine.',
    hint: () => 'Get virtio-win.iso (the package virtio-win of Fedora has it) and name it as `install.drivers`.',
  },
  'install.not-for-windows': {
    status: 422,
    text: (d: { key: string; reason: string }) =>
      `The installer of Windows cannot be told \`install.${d.key}\`: ${d.reason}.`,
    hint: (d: { key: string }) => `Leave \`install.${d.key}\` out.`,
  },
  'install.failed': {
    status: 502,
    text: (d: { name: string; reason: string; phase: string }) =>
      `"${d.name}" was not installed: ${d.reason}. The last that its installer showed was: ${d.phase}.`,
    hint: (d: { name: string }) =>
      `\`stroj logs ${d.name}\` has all that it showed; \`stroj install ${d.name}\` begins anew.`,
  },
} as const satisfies Readonly<Record<string, FaultEntry>>
