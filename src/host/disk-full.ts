import { errorCode } from './error-code.ts'
import { RunError } from './run.ts'

/** Whether a program or a system call failed because nothing more can be written. */
export function isDiskFull(error: unknown): boolean {
  if (errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT') return true
  if (!(error instanceof RunError) || !('stderr' in error.why)) return false
  return /no space left on device|disk quota exceeded|you don't have enough free space/i.test(error.why.stderr)
}
