import type { SessionRecord, TokenRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { Deps } from '../deps.ts'
import { type Caller, sessionId, tokenId } from './caller.ts'
import { tokenRecords } from './records.ts'
import { hashOf } from './secret.ts'

type Known = Pick<Deps, 'store' | 'clock' | 'admissions'>

/** What a request brings to be known by. */
export type Credentials = { readonly bearer: string | undefined; readonly session: string | undefined }

/** Who asks; undefined when nothing was brought. Throws access.denied and access.too-many-attempts for what is wrong or too old. */
export async function identify(deps: Known, { bearer, session }: Credentials): Promise<Caller | undefined> {
  if (bearer !== undefined) return callerOfToken(await requireToken(deps, bearer))
  if (session === undefined) return undefined
  const found = await deps.store.get('session', await hashOf(session))
  // Not counted: every browser that was left open comes with an old one, again and again.
  if (!found || isOver(deps, found.value)) throw new Fault('access.denied', { reason: 'its session has ended' })
  return callerOfSession(found.value)
}

/** The token of a secret. Throws access.denied and access.too-many-attempts. */
export async function requireToken(deps: Known, secret: string): Promise<TokenRecord> {
  const hash = await hashOf(secret)
  const found = (await tokenRecords(deps)).find(({ secretHash }) => secretHash === hash)
  if (!found) return deny(deps, 'the token is wrong')
  return isOver(deps, found) ? deny(deps, `the token "${found.name}" has expired`) : found
}

/** Counts and refuses. */
export function deny({ admissions }: Pick<Deps, 'admissions'>, reason: string): never {
  admissions.attempts.countWrong()
  throw new Fault('access.denied', { reason })
}

function callerOfSession({ secretHash, role, expiresAt }: SessionRecord): Caller {
  return { kind: 'session', id: sessionId(secretHash), role, expiresAt }
}

export function isOver({ clock }: Pick<Deps, 'clock'>, { expiresAt }: { readonly expiresAt: string | null }): boolean {
  return expiresAt !== null && new Date(expiresAt) <= clock.now()
}

function callerOfToken({ name, role, expiresAt }: TokenRecord): Caller {
  return { kind: 'token', id: tokenId(name), role, expiresAt }
}
