import { userInfo } from 'node:os'

/** The name of the user that we run as, or the number of one without a name. */
export function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(userId())
  }
}

export function userId(): number {
  return process.getuid?.() ?? -1
}

/** Whom this process belongs to. */
export type LoggedIn = {
  readonly name: string
  readonly uid: number
  /** The first group, as the database has it. */
  readonly gid: number
  /** All groups that this process has; those that were given since the login are not among them. */
  readonly groups: readonly number[]
}

export function loggedIn(): LoggedIn {
  return { name: userName(), uid: userId(), gid: process.getgid?.() ?? -1, groups: process.getgroups?.() ?? [] }
}
