import type { UsageKeeper } from '../../src/contract/usage-keeper.ts'
import type { InstanceId } from '../../src/model/name.ts'
import type { UsageSample } from '../../src/model/usage.ts'

/** Keeps samples in memory. */
export class FakeUsageKeeper implements UsageKeeper {
  readonly kept = new Map<InstanceId, readonly (readonly UsageSample[])[]>()

  async read(id: InstanceId): Promise<readonly (readonly UsageSample[])[]> {
    return this.kept.get(id) ?? []
  }

  async write(id: InstanceId, series: readonly (readonly UsageSample[])[]): Promise<void> {
    this.kept.set(id, series)
  }
}
