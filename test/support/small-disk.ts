import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

/** Why a test that mounts a small disk is left out; false when it can run. */
export const withoutMounts = process.getuid?.() === 0 ? false : 'mounting needs root'

/** A folder that is a disk of its own, of so many MiB, until it is disposed of. Only root can make one. */
export function mountSmallDisk(folder: string, mebibytes: number): Disposable {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=700`, 'stroj-test', folder])
  return { [Symbol.dispose]: () => void execFileSync('umount', [folder]) }
}
