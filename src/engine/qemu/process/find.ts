import { findProcesses, type ProcessIdentity } from '../../../host/process.ts'

/** The QEMU processes that run with this UUID, whoever started them. */
export async function findQemu(uuid: string): Promise<readonly ProcessIdentity[]> {
  return findProcesses(([program = '', ...args]) => isQemu(program) && args[args.indexOf('-uuid') + 1] === uuid)
}

function isQemu(program: string): boolean {
  return /(?:^|\/)qemu-system-[^/]+$/.test(program)
}
