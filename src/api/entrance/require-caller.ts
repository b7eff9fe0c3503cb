import { type Caller, nobody } from '../../service/access/caller.ts'
import { Fault } from '../../model/fault.ts'
import type { Deps } from '../../service/deps.ts'
import type { Route } from '../route.ts'
import { authorize, requireOwnPage } from './authorize.ts'
import type { Entrance } from './entrance.ts'

type Headers = Parameters<Entrance['callerOf']>[0]

/** Who makes a request, when he may make it. Throws access.denied, access.read-only and request.foreign-origin. */
export async function requireCaller(
  route: Route,
  headers: Headers & { readonly origin?: string | undefined },
  { entrance }: { readonly entrance: Entrance },
): Promise<Caller> {
  if (route.access === 'anyone') return nobody
  const caller = await entrance.callerOf(headers)
  if (!caller) throw new Fault('access.denied', { reason: 'the request brings neither a token nor a session' })
  authorize(route, caller)
  requireOwnPage(route, caller, headers.origin)
  return caller
}

/** The signal of a call, aborted also when its caller is not admitted any more. */
export function untilRevoked(
  signal: AbortSignal,
  { kind, id }: Caller,
  { admissions }: Pick<Deps, 'admissions'>,
): AbortSignal {
  if (kind === 'owner' || kind === 'nobody') return signal
  return AbortSignal.any([signal, admissions.revocations.signalOf(id)])
}
