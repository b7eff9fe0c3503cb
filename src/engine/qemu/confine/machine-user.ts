/**
 * The group of all machines: it may enter the folders that they share and read what several of them read. Numbers from here to
 * 0x7ffdffff belong to nobody on a Linux system (systemd.io/UIDS-GIDS), so no entry in /etc/passwd is needed.
 */
export const machinesGroup = 0x7000_0000
const firstUser = machinesGroup + 1
const lastUser = machinesGroup + 0xff_ffff

/** As whom the programs of one machine run. The user and its group have the same number, and no machine has that of another. */
export type MachineUser = {
  /** Absolute path of setpriv(1). */
  readonly setpriv: string
  readonly uid: number
  /** Besides its own: that of all machines, of /dev/kvm, and of the warm images that it stands on. */
  readonly groups: readonly number[]
}

export function isMachineUser(id: number): boolean {
  return id >= firstUser && id <= lastUser
}

/** The lowest number above all that were ever given out. */
export function nextUser(given: readonly number[]): number {
  const next = given.reduce((most, id) => (isMachineUser(id) && id >= most ? id + 1 : most), firstUser)
  if (next > lastUser) throw new RangeError('every number for users of machines has been given out')
  return next
}

/**
 * A command as the user of a machine: without any power of root, and with no way to get one. Everything else about the process
 * stays, so its number is that of what is run. `lowPorts`: it may listen on ports below 1024.
 */
export function asUser(
  user: MachineUser | undefined,
  [file, ...args]: readonly [string, ...string[]],
  lowPorts = false,
): { readonly file: string; readonly args: readonly string[] } {
  if (user === undefined) return { file, args }
  const kept = lowPorts ? '-all,+net_bind_service' : '-all'
  const words = [
    `--reuid=${user.uid}`,
    `--regid=${user.uid}`,
    `--groups=${user.groups.join(',')}`,
    '--no-new-privs',
    `--inh-caps=${kept}`,
    ...(lowPorts ? ['--ambient-caps=-all,+net_bind_service'] : []),
    `--bounding-set=${kept}`,
  ]
  return { file: user.setpriv, args: [...words, '--', file, ...args] }
}
