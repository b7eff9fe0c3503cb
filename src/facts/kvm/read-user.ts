import { type LoggedIn, loggedIn } from '../../host/user-name.ts'
import type { HostUser } from '../../model/host/kvm.ts'
import { findGroup } from './read-groups.ts'

/** The user that we run as, and how that user stands to the group that may use KVM. */
export async function readUser(root: string, signal: AbortSignal, user: LoggedIn = loggedIn()): Promise<HostUser> {
  const group = await findGroup('kvm', root, signal)
  return {
    name: user.name,
    uid: user.uid,
    isRoot: user.uid === 0,
    kvmGroup: {
      exists: group !== null,
      listed: group !== null && (group.members.includes(user.name) || group.gid === user.gid),
      active: group !== null && user.groups.includes(group.gid),
    },
  }
}
