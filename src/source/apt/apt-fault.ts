import { RunError } from '../../host/run.ts'
import { Fault } from '../../model/fault.ts'
import { complaint, isBetweenUpdates, isUnreachable } from './apt-output.ts'

/** A fault for what apt said, when it is one that a person can mend; else the error as it was. */
export function toAptFault(error: unknown): unknown {
  if (!(error instanceof RunError)) return error
  if (error.why.kind === 'not-found') {
    return new Fault('host.tool-missing', { tool: error.file, package: 'apt' }, { cause: error })
  }
  if (error.why.kind === 'timeout') return unreachable('the download did not end in time', error)
  if (error.why.kind !== 'exit') return error
  const reason = complaint(error.why)
  if (isBetweenUpdates(reason)) {
    return new Fault('host.mirror-updating', { reason: reason.replace(/\. Mirror sync.*/, '') }, { cause: error })
  }
  return isUnreachable(reason) ? unreachable(reason, error) : error
}

export function unreachable(reason: string, cause?: unknown): Fault {
  return new Fault('host.mirror-unreachable', { reason: reason.replace(/[.\s]+$/, '') }, { cause })
}
