import { isRoot } from '../../host/is-root.ts'
import { listKernelFolder, mayWrite, readKernelText } from '../../host/kernel-files.ts'
import type { DeviceRights } from '../../model/host/device.ts'
import { wholeNumber } from '../read-number.ts'

/** CAP_IPC_LOCK of capabilities(7). */
const lockBit = 14n

/** What stroj itself may do with devices. */
export function readRights(root: string): DeviceRights {
  const folder = `${root}/dev/vfio`
  return {
    isRoot: isRoot(),
    vfioGroups: listKernelFolder(folder)
      .filter((name) => mayWrite(`${folder}/${name}`))
      .flatMap((name) => wholeNumber(name) ?? [])
      .toSorted((a, b) => a - b),
    lockableBytes: parseLockable(
      readKernelText(`${root}/proc/self/limits`) ?? '',
      readKernelText(`${root}/proc/self/status`) ?? '',
    ),
  }
}

/** From /proc/self/limits and /proc/self/status (proc_pid_limits(5), proc_pid_status(5)). What is not told is no right. */
export function parseLockable(limits: string, status: string): number | null {
  const capabilities = /^CapEff:\s*([0-9a-f]{1,16})$/m.exec(status)?.[1] ?? '0'
  if (((BigInt(`0x${capabilities}`) >> lockBit) & 1n) === 1n) return null
  const soft = /^Max locked memory +(\S+)/m.exec(limits)?.[1]
  return soft === 'unlimited' ? null : (wholeNumber(soft) ?? 0)
}
