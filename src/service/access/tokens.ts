import type { TokenRecord } from '../../contract/store.ts'
import { nearest } from '../../kit/nearest.ts'
import type { NewToken, Token, TokenCreate, TokenName } from '../../model/access.ts'
import { Fault } from '../../model/fault.ts'
import type { Deps } from '../deps.ts'
import { sessionId, tokenId } from './caller.ts'
import { sessionRecords, tokenRecords } from './records.ts'
import { hashOf, newSecret } from './secret.ts'

export async function listTokens(deps: Pick<Deps, 'store'>): Promise<{ readonly items: readonly Token[] }> {
  return { items: (await tokenRecords(deps)).map(view) }
}

/** Makes a token. Its secret is told here and never again. Throws token.exists. */
export async function createToken(
  { store, clock, random, events }: Deps,
  { name, role, lifetimeSeconds }: TokenCreate,
): Promise<NewToken> {
  const secret = newSecret(random)
  const now = clock.now()
  const expiresAt = lifetimeSeconds === null ? null : new Date(now.getTime() + lifetimeSeconds * 1000).toISOString()
  const secretHash = await hashOf(secret)
  const put = { version: 1, name, role, secretHash, createdAt: now.toISOString(), expiresAt } as const
  const written = await store.commit([{ kind: 'token', put, expected: 0 }])
  if (written === 'conflict') throw new Fault('token.exists', { token: name })
  events.publish('token.created', name)
  return { token: view(put), secret }
}

/** Deletes a token and ends all that goes on by it. Throws token.not-found. */
export async function deleteToken(deps: Deps, name: TokenName): Promise<Token> {
  const { store, admissions, events } = deps
  const records = await tokenRecords(deps)
  const found = records.find((record) => record.name === name)
  if (!found) {
    const names = records.map((record) => record.name)
    throw new Fault('token.not-found', { token: name, near: nearest(name, names) })
  }
  const sessions = (await sessionRecords(deps)).filter(({ token }) => token === name)
  const gone = sessions.map(({ secretHash }) => ({ kind: 'session', delete: secretHash }) as const)
  await store.commit([{ kind: 'token', delete: name }, ...gone])
  for (const id of [tokenId(name), ...sessions.map(({ secretHash }) => sessionId(secretHash))]) {
    admissions.revocations.revoke(id)
  }
  events.publish('token.deleted', name)
  return view(found)
}

function view({ name, role, createdAt, expiresAt }: TokenRecord): Token {
  return { name, role, createdAt, expiresAt }
}
