import type { Ticket } from '../../model/access.ts'
import { Fault } from '../../model/fault.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from './caller.ts'

/** Lets the same caller open the WebSocket at this path once, within half a minute. */
export async function createTicket({ admissions }: Deps, caller: Caller, path: string): Promise<Ticket> {
  const { secret, expiresAt } = await admissions.tickets.give({ callerId: caller.id, path })
  return { ticket: secret, expiresAt }
}

/** Takes a ticket in. Throws access.denied unless it is of this caller, for this path, and was not used. */
export async function takeTicket(
  { admissions }: Pick<Deps, 'admissions'>,
  caller: Caller,
  path: string,
  ticket: string | undefined,
): Promise<void> {
  const seat = ticket === undefined ? undefined : await admissions.tickets.take(ticket)
  if (seat?.callerId === caller.id && seat.path === path) return
  throw new Fault('access.denied', { reason: 'a WebSocket needs a ticket of its own, which is good once' })
}
