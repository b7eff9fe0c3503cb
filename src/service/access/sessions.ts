import type { SessionRecord } from '../../contract/store.ts'
import type { Session, SessionCreate } from '../../model/access.ts'
import type { Deps } from '../deps.ts'
import { type Caller, sessionId } from './caller.ts'
import { deny, isOver, requireToken } from './identify.ts'
import { sessionRecords } from './records.ts'
import { hashOf, newSecret } from './secret.ts'

/** A week: as long as a person leaves a browser signed in at work. */
const lifetimeMs = 7 * 86_400_000

/** A session that has begun, and what the cookie of the browser holds. */
export type NewSession = { readonly session: Session; readonly secret: string }

/** Signs a browser in. Throws access.denied and access.too-many-attempts. */
export async function beginSession(deps: Deps, by: SessionCreate): Promise<NewSession> {
  const { role, token } = 'link' in by ? await byLink(deps, by.link) : await byToken(deps, by.token)
  const secret = newSecret(deps.random)
  const secretHash = await hashOf(secret)
  const now = deps.clock.now()
  const expiresAt = new Date(now.getTime() + lifetimeMs).toISOString()
  const put = { version: 1, secretHash, role, token, createdAt: now.toISOString(), expiresAt } as const
  await deps.store.commit([{ kind: 'session', put, expected: 0 }, ...(await overdue(deps))])
  return { session: { role, expiresAt }, secret }
}

/** Signs a browser out and ends what goes on in it. Whoever has no session is signed out already. */
export async function endSession({ store, admissions }: Deps, { kind, id, role, expiresAt }: Caller): Promise<Session> {
  if (kind === 'session') {
    await store.commit([{ kind: 'session', delete: id.slice(sessionId('').length) }])
    admissions.revocations.revoke(id)
  }
  return { role, expiresAt }
}

type Sponsor = Pick<SessionRecord, 'role' | 'token'>

async function byLink(deps: Deps, link: string): Promise<Sponsor> {
  if ((await deps.admissions.links.take(link)) === undefined)
    return deny(deps, 'the link was used before, or is too old')
  return { role: 'full', token: null }
}

async function byToken(deps: Deps, secret: string): Promise<Sponsor> {
  const { role, name } = await requireToken(deps, secret)
  return { role, token: name }
}

/** Deletes of the sessions that are over: whoever signs in next clears them away. */
async function overdue(deps: Deps) {
  const over = (await sessionRecords(deps)).filter((session) => isOver(deps, session))
  return over.map(({ secretHash }) => ({ kind: 'session', delete: secretHash }) as const)
}
