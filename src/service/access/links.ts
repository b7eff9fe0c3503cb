import type { LoginLink } from '../../model/access.ts'
import { Fault } from '../../model/fault.ts'
import type { Listener } from '../../model/listener.ts'
import type { Deps } from '../deps.ts'

/** An address that signs in once. The secret is behind the #, which no browser sends and no log has. Throws listener.closed. */
export async function createLink({ admissions }: Deps, listener: Listener | null): Promise<LoginLink> {
  if (!listener) throw new Fault('listener.closed', undefined)
  const { secret, expiresAt } = await admissions.links.give('link')
  return { url: `${listener.url}#login=${secret}`, expiresAt }
}
