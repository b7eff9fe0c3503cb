import type { HostInventory } from '../../../model/host/inventory.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { judgeOf, type Mend, nothing } from '../../../model/host/judge.ts'

const { ok, note } = judgeOf('isolation')

/** What keeps instances to their share, and helpers to themselves. */
export function isolationChecks(inventory: HostInventory): readonly HostCheck[] {
  return [groups(inventory), userNamespaces(inventory)]
}

function groups({ cgroups: { version, delegated, controllers }, user }: HostInventory): HostCheck {
  const name = 'control groups'
  if (version !== 'v2') {
    const found = version === 'none' ? 'none' : version
    return note(name, found, 'The kernel can keep processes to a share of the host with version 2.')
  }
  if (delegated.length > 0)
    return ok(name, `v2, with ${delegated.join(', ')}`, 'Processes can be kept to a share of these.')
  const has = controllers.length === 0 ? '' : ` (the kernel has ${controllers.join(', ')})`
  const meaning = `Nothing is delegated to ${user.name}, so only root can keep processes to a share of the host.`
  return note(name, `v2${has}`, meaning)
}

function userNamespaces({ namespaces: { user, most, restrictedBy } }: HostInventory): HostCheck {
  const name = 'user namespaces'
  if (user) {
    const found = most === null ? 'allowed' : `allowed, up to ${most}`
    return ok(name, found, 'Ordinary users can build images, and helpers shut themselves in.')
  }
  const by = restrictedBy === null ? '' : ` by ${restrictedBy}`
  const meaning = 'Only root can build images, and helpers cannot shut themselves in.'
  return note(name, `denied${by}`, meaning, allow(restrictedBy))
}

/** By the sysctl that denies them. */
const values: Readonly<Record<string, string>> = {
  'kernel.unprivileged_userns_clone': '1',
  'user.max_user_namespaces': '10000',
  'kernel.apparmor_restrict_unprivileged_userns': '0',
}

function allow(restrictedBy: string | null): Mend {
  const value = restrictedBy === null ? undefined : values[restrictedBy]
  return value === undefined ? nothing : { fix: `sudo sysctl ${restrictedBy}=${value}`, change: 'user-namespaces' }
}
