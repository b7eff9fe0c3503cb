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
