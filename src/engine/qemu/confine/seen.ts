import { isInGroup } from '../../../host/control-group.ts'
import { isInOwnNamespaces } from '../../../host/namespaces.ts'
import { rightsOf } from '../../../host/process-status.ts'
import type { Confinement } from '../../../model/confinement.ts'
import { groupOf, type Note, readNote } from './limits.ts'
import { isMachineUser } from './machine-user.ts'

/** How a running machine is confined, by what the kernel says of its process; undefined when that is gone. */
export async function seenConfinement(id: string, pid: number, runFolder: string): Promise<Confinement | undefined> {
  const [rights, limits, namespaces, note] = await Promise.all([
    rightsOf(pid),
    isInGroup(pid, groupOf(id)),
    isInOwnNamespaces(pid),
    readNote(runFolder),
  ])
  if (rights === undefined) return undefined
  const level = !rights.isPowerless ? 0 : !limits ? 1 : namespaces ? 3 : 2
  const ownUser = isMachineUser(rights.uid)
  return { level, user: rights.uid, ownUser, limits, namespaces, reason: reasonFor(level, ownUser, note) }
}

const beforeUs = 'it was started by an earlier version'

function reasonFor(level: Confinement['level'], ownUser: boolean, note: Note | undefined): string {
  if (level === 3) return 'stroj has nothing more'
  if (note === undefined) return beforeUs
  if (level === 2 && ownUser) return note.noView ?? beforeUs
  return (level === 1 ? note.noLimits : note.noUser) ?? beforeUs
}
