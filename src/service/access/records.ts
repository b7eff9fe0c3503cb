import type { SessionRecord, TokenRecord } from '../../contract/store.ts'
import type { Deps } from '../deps.ts'

/** No person makes more. */
const mostTokens = 1000
/** More browsers than this are not signed in at a time. */
const mostSessions = 10_000

export async function tokenRecords({ store }: Pick<Deps, 'store'>): Promise<readonly TokenRecord[]> {
  return (await store.list('token', { limit: mostTokens })).map(({ value }) => value)
}

export async function sessionRecords({ store }: Pick<Deps, 'store'>): Promise<readonly SessionRecord[]> {
  return (await store.list('session', { limit: mostSessions })).map(({ value }) => value)
}
