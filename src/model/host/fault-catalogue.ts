import type { FaultEntry } from '../fault-entry.ts'

/** Failures that have to do with the host: what it lacks, and changes of it that are not possible. Part of the catalogue. */
export const hostFaults = {
  'host.mirror-unreachable': {
    status: 502,
    text: (d: { reason: string }) => `The Debian package mirror cannot be reached: ${d.reason}.`,
    hint: () => 'Check the network and the apt sources of this host (`apt-get update` tells more).',
  },
  'host.mirror-updating': {
    status: 502,
    text: (d: { reason: string }) => `The Debian package mirror is being updated: ${d.reason}.`,
    hint: () => 'Its lists will fit each other again when that is done. Try later, or set another mirror for apt.',
  },
  'host.tool-missing': {
    status: 503,
    text: (d: { tool: string; package: string }) => `The program ${d.tool} is not installed.`,
    hint: (d: { package: string }) => `Install it: sudo apt-get install ${d.package}`,
  },
  'host.tool-too-old': {
    status: 503,
    text: (d: { tool: string; found: string; least: string }) =>
      `${d.tool} ${d.found} is too old; stroj needs ${d.least}.`,
    hint: () => 'Upgrade it; Debian 12 and later have a new enough version.',
  },
  'host.no-kvm': {
    status: 422,
    text: (d: { reason: string }) => `The spec demands KVM, and this host has none that works: ${d.reason}.`,
    hint: () => 'Use `accel: auto` to run emulated, or see `stroj doctor`.',
  },
  'host.no-nested': {
    status: 422,
    text: (d: { reason: string; fix: string }) =>
      `The spec wants nested virtualization, and the guest cannot have it here: ${d.reason}.`,
    hint: (d: { fix: string }) => d.fix,
  },
  'host.no-firmware': {
    status: 503,
    text: (d: { firmware: string; arch: string; package: string }) =>
      `No ${d.firmware} for guests of ${d.arch} was found.`,
    hint: (d: { package: string }) => `Install it: sudo apt-get install ${d.package}`,
  },
  'host.device-not-found': {
    status: 422,
    text: (d: { device: string; bus: 'PCI' | 'USB' }) => `This host has no device "${d.device}" on its ${d.bus} bus.`,
    hint: () => '`stroj host devices` lists them; one that was unplugged or moved to another slot has another address.',
  },
  'host.device-ambiguous': {
    status: 422,
    text: (d: { device: string; found: readonly string[] }) =>
      `Several devices of this host are "${d.device}" and free: ${d.found.join(', ')}.`,
    hint: () => 'Name the one that is meant by its address (PCI) or its port (USB).',
  },
  'host.device-in-use': {
    status: 409,
    text: (d: { device: string; by: string }) => `The device ${d.device} is in use: ${d.by}.`,
    hint: () => 'Free it first: stop that instance, take the interface down, or unmount what is on it.',
  },
  'host.device-unsafe': {
    status: 422,
    text: (d: { device: string; reason: string }) => `The device ${d.device} cannot be given to a guest: ${d.reason}.`,
    hint: () => 'Nothing was changed. `stroj host devices` shows which devices can only be given together.',
  },
  'host.device-denied': {
    status: 403,
    text: (d: { device: string; reason: string; fix: string }) => `stroj may not give ${d.device} away: ${d.reason}.`,
    hint: (d: { fix: string }) => d.fix,
  },
  'host.device-stuck': {
    status: 502,
    text: (d: { device: string; action: string; reason: string }) =>
      `The device ${d.device} could not be ${d.action}: ${d.reason}.`,
    hint: () => 'The kernel log tells more (`dmesg`). What stroj has taken is given back at the next stop or start.',
  },
  'host.no-virtual-function': {
    status: 422,
    text: (d: { device: string; reason: string }) => `${d.device} has no virtual function for the guest: ${d.reason}.`,
    hint: (d: { device: string }) =>
      `\`sudo stroj host virtual-functions ${d.device} 4\` switches four of them on, where the card can do it.`,
  },
  'host.no-iommu': {
    status: 422,
    text: (d: { device: string }) =>
      `${d.device} cannot be given to a guest: without an IOMMU it could write to all memory of this host.`,
    hint: () => '`stroj host fix iommu` tells how to switch it on, in the firmware and on the kernel command line.',
  },
  'host.lock-limit': {
    status: 422,
    text: (d: { needed: string; limit: string }) =>
      `A guest with PCI devices of the host needs its memory pinned (${d.needed}), and stroj may pin only ${d.limit}.`,
    hint: () =>
      'Raise the limit: a line `USER - memlock unlimited` in /etc/security/limits.d, LimitMEMLOCK=infinity in a unit.',
  },
  'host.needs-root': {
    status: 403,
    text: (d: { step: string }) =>
      `Only root can change this host; the daemon is not root, so \`${d.step}\` was not run.`,
    hint: () => '`stroj host fix` at a terminal does it with sudo, after it has shown what it runs.',
  },
  'host.change-failed': {
    status: 502,
    text: (d: { step: string; done: number; reason: string }) => `\`${d.step}\` failed: ${d.reason}.`,
    hint: () =>
      'The steps before it have been taken back, as far as that was possible. Mend the cause and try it again.',
  },
  'host.change-without-effect': {
    status: 502,
    text: (d: { change: string; reason: string }) =>
      `Every step of "${d.change}" was carried out, and yet it is not in place: ${d.reason}.`,
    hint: (d: { change: string }) =>
      `\`stroj host\` shows what is found now; \`stroj host fix ${d.change} --undo\` takes it back.`,
  },
  'host.change-impossible': {
    status: 409,
    text: (d: { change: string; reason: string }) => `"${d.change}" is not possible on this host: ${d.reason}.`,
  },
  'host.change-incomplete': {
    status: 422,
    text: (d: { change: string; missing: string; example: string }) => `"${d.change}" needs to know ${d.missing}.`,
    hint: (d: { example: string }) => `For example: ${d.example}`,
  },
  'host.kvm-in-use': {
    status: 409,
    text: (d: { users: readonly string[] }) => `KVM is in use by ${d.users.join(', ')}; nothing was changed.`,
    hint: () => 'Stop those first: instances with `stroj stop`, others by their own means.',
  },
  'host.hypervisor-in-use': {
    status: 409,
    text: (d: { hypervisor: string; users: readonly string[] }) =>
      `${d.hypervisor} is in use by ${d.users.join(', ')}; nothing was changed.`,
    hint: () => 'End its guests first; two hypervisors cannot have the processor at once.',
  },
  'host.user-unknown': {
    status: 404,
    text: (d: { user: string }) => `This host has no user "${d.user}".`,
    hint: () => '`getent passwd` lists them.',
  },
  'host.disk-full': {
    status: 507,
    text: (d: { path: string; free: string; needed: string }) =>
      `The file system of ${d.path} has ${d.free} free, and ${d.needed} are needed.`,
    hint: () => 'Free some space (`stroj image ls` shows what images take), or set STROJ_HOME to another disk.',
  },
  'host.unwritable': {
    status: 503,
    text: (d: { path: string; reason: string }) => `stroj cannot write to ${d.path}: ${d.reason}.`,
    hint: () =>
      'Mend its owner and mode, or set STROJ_HOME to a folder of yours. Too many open files: give the daemon more ' +
      '(`LimitNOFILE=`, `ulimit -n`). An I/O error: `dmesg` has what the disk said.',
  },
} as const satisfies Record<string, FaultEntry>
