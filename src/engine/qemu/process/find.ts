import { findProcesses, type ProcessIdentity } from '../../../host/process.ts'

/** The QEMU processes that run with this UUID, whoever started them. */
export async function findQemu(uuid: string): Promise<readonly ProcessIdentity[]> {
  return findProcesses((words) => words[words.indexOf('-uuid') + 1] === uuid, /^(?:qemu-system-|setpriv|nsenter)/)
}
