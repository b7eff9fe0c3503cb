import type { WarmRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { ImageDigest, WarmId } from '../../model/name.ts'
import { WarmSettings } from '../../model/warm.ts'
import type { Deps } from '../deps.ts'

/** More than anybody has room for. */
const most = 10_000

/** All warm images, newest first. */
export async function warmRecords({ store }: Pick<Deps, 'store'>): Promise<readonly WarmRecord[]> {
  const records = await store.list('warm', { limit: most })
  return records.map(({ value }) => value).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
}

export async function warmOfImage(deps: Pick<Deps, 'store'>, image: ImageDigest): Promise<readonly WarmRecord[]> {
  return (await warmRecords(deps)).filter((record) => record.image.digest === image)
}

export async function readWarm({ store }: Pick<Deps, 'store'>, id: WarmId): Promise<WarmRecord> {
  const found = await store.get('warm', id)
  if (!found) throw new Fault('warm.not-found', { warm: id })
  return found.value
}

/** What a person has said; where nobody has said anything, what the daemon was started with. */
export async function readSettings(deps: Pick<Deps, 'store' | 'automaticWarming'>): Promise<WarmSettings> {
  const found = await deps.store.get('settings', 'warm')
  return found?.value.settings ?? WarmSettings.parse({ automatic: deps.automaticWarming })
}
