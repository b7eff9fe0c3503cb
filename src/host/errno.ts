import { getSystemErrorMessage } from 'node:util'

/** Why the system refused, in its own words: "permission denied", "no space left on device". Else the error's message. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { errno } = error as NodeJS.ErrnoException
  return (errno === undefined ? undefined : getSystemErrorMessage(errno)) ?? error.message
}
