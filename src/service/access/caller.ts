import type { Role } from '../../model/access.ts'

/** Who asks. */
export type Caller = {
  readonly kind: 'owner' | 'token' | 'session' | 'nobody'
  /** Tells callers apart: with a name for a token, a hash for a session. */
  readonly id: string
  readonly role: Role
  readonly expiresAt: string | null
}

/** Whoever can open the socket of the daemon: the user that it runs as. */
export const owner: Caller = { kind: 'owner', id: 'owner', role: 'full', expiresAt: null }

/** Whoever is not known, where that does not matter. */
export const nobody: Caller = { kind: 'nobody', id: 'nobody', role: 'read', expiresAt: null }

export const sessionId = (secretHash: string): string => `session ${secretHash}`
export const tokenId = (name: string): string => `token ${name}`
