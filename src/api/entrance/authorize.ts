import { Fault } from '../../model/fault.ts'
import type { Caller } from '../../service/access/caller.ts'
import type { Route } from '../route.ts'

/** Throws access.read-only unless this caller may use this route. */
export function authorize({ access, operationId }: Route, { role }: Caller): void {
  if (access === 'full' && role !== 'full') throw new Fault('access.read-only', { operation: operationId })
}

/**
 * A session is sent by the browser, whichever page asks. A page of another site names its own origin and is refused before;
 * whoever names none has to be asked for one where something would change. Browsers name none when a page only reads from
 * its own site, and keep an answer from pages of others; WebSockets they always name it for.
 */
export function requireOwnPage(route: Route, { kind }: Caller, origin: string | undefined): void {
  const onlyReads = route.method === 'GET' && route.answer.kind !== 'socket'
  if (onlyReads || route.access !== 'full' || origin !== undefined || kind !== 'session') return
  throw new Fault('request.foreign-origin', { origin: '(none)' })
}
