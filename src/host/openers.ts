import { setImmediate as others } from 'node:timers/promises'
import { listKernelFolder, readKernelLink, readKernelText } from './kernel-files.ts'

/** A process that has something open. */
export type Opener = {
  readonly pid: number
  /** /proc/PID/comm, 15 bytes at most. */
  readonly program: string
  readonly commandLine: readonly string[]
}

/** As many are looked at within a few milliseconds. */
const processesAtOnce = 64

/**
 * The processes that have something open whose name fits, as the links of /proc/PID/fd tell names (proc(5)). Those of other
 * users can only be seen by root, and are passed over otherwise, as are those that end meanwhile.
 */
export async function openersOf(fits: (target: string) => boolean, root = ''): Promise<readonly Opener[]> {
  const pids = listKernelFolder(`${root}/proc`).filter((name) => /^[1-9]\d*$/.test(name))
  const found: Opener[] = []
  for (const [index, pid] of pids.entries()) {
    if (index % processesAtOnce === processesAtOnce - 1) await others()
    const folder = `${root}/proc/${pid}`
    if (hasOpen(folder, fits)) found.push(openerOf(folder, Number(pid)))
  }
  return found
}

function hasOpen(folder: string, fits: (target: string) => boolean): boolean {
  return listKernelFolder(`${folder}/fd`).some((name) => fits(readKernelLink(`${folder}/fd/${name}`) ?? ''))
}

function openerOf(folder: string, pid: number): Opener {
  const commandLine = (readKernelText(`${folder}/cmdline`) ?? '').split('\0')
  return { pid, program: readKernelText(`${folder}/comm`) ?? '', commandLine }
}
