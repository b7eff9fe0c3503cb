import { RunError } from '../host/run.ts'
import type { DiskLayer } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

/** What `qemu-img check` found. `leaks` are clusters that nobody uses: they take space and do no harm. */
export type CheckResult = {
  readonly state: 'sound' | 'leaks' | 'damaged' | 'not-checkable'
  readonly corruptions: number
  readonly leaks: number
}

/** Its exit codes (qemu-img(1)): 2 damaged, 3 lost clusters, 63 the format has no checks. */
const stateOf: Readonly<Record<number, CheckResult['state']>> = { 2: 'damaged', 3: 'leaks', 63: 'not-checkable' }

/** Looks through all tables of a disk, without changing it. Rejects with RunError when the check could not be made. */
export async function checkDisk(layer: DiskLayer, diskBytes: number, job: Job): Promise<CheckResult> {
  const call = {
    verb: 'check',
    options: ['--output=json'],
    disks: [layer],
    limits: { diskBytes },
  } as const
  try {
    return resultOf('sound', await qemuImg(call, job))
  } catch (error) {
    if (!(error instanceof RunError) || error.why.kind !== 'exit') throw error
    const state = stateOf[error.why.code]
    if (state === undefined) throw error
    return resultOf(state, error.why.stdout)
  }
}

function resultOf(state: CheckResult['state'], stdout: string): CheckResult {
  const count = (key: string) => Number(new RegExp(`"${key}": (\\d+)`).exec(stdout)?.[1] ?? 0)
  return { state, corruptions: count('corruptions'), leaks: count('leaks') }
}
