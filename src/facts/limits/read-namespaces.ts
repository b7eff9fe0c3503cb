import { readKernelLink, readKernelText } from '../../host/kernel-files.ts'
import type { HostNamespaces } from '../../model/host/limits.ts'
import { readNumber } from '../read-number.ts'

/** Debian's own switch, and that of AppArmor, which Ubuntu has on. */
const debianSwitch = 'kernel.unprivileged_userns_clone'
const apparmorSwitch = 'kernel.apparmor_restrict_unprivileged_userns'
const limit = 'user.max_user_namespaces'

/** Whether ordinary users of the host below `root` may make user namespaces (user_namespaces(7)). */
export function readNamespaces(root: string): HostNamespaces {
  const most = readNumber(pathOf(root, limit))
  const restrictedBy = restriction(root, most)
  // Only a kernel with user namespaces has the limit, or the namespace of our own process.
  const known = most !== null || readKernelLink(`${root}/proc/self/ns/user`) !== null
  return { user: known && restrictedBy === null, most, restrictedBy }
}

function restriction(root: string, most: number | null): string | null {
  if (readNumber(pathOf(root, debianSwitch)) === 0) return debianSwitch
  if (most === 0) return limit
  return readNumber(pathOf(root, apparmorSwitch)) === 1 && apparmorIsOn(root) ? apparmorSwitch : null
}

function apparmorIsOn(root: string): boolean {
  return readKernelText(`${root}/sys/module/apparmor/parameters/enabled`) !== 'N'
}

function pathOf(root: string, name: string): string {
  return `${root}/proc/sys/${name.replace('.', '/')}`
}
