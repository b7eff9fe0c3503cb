import type { InstanceId } from '../model/name.ts'
import type { UsageSample } from '../model/usage.ts'

/** Keeps what instances used in the last days. It is of little worth: what cannot be read counts as never written. */
export type UsageKeeper = {
  read(id: InstanceId): Promise<readonly (readonly UsageSample[])[]>
  /** All or nothing. Does nothing for an instance that is not there any more. */
  write(id: InstanceId, series: readonly (readonly UsageSample[])[]): Promise<void>
}
