import type { Clock, Random } from '../../contract/clock.ts'
import { Attempts } from './attempts.ts'
import { OneTime } from './one-time.ts'
import { Revocations } from './revocations.ts'

const linkMs = 5 * 60_000
const ticketMs = 30_000
const mostLinks = 100
const mostTickets = 1000

/** A WebSocket that a ticket opens. */
type Seat = { readonly callerId: string; readonly path: string }

/** What the daemon remembers about admitting callers while it lives. */
export class Admissions {
  /** Links to sign in by. */
  readonly links: OneTime<'link'>
  /** Tickets for WebSockets. */
  readonly tickets: OneTime<Seat>
  readonly attempts: Attempts
  readonly revocations: Revocations = new Revocations()

  constructor(world: { readonly clock: Clock; readonly random: Random }) {
    this.links = new OneTime(world, linkMs, mostLinks)
    this.tickets = new OneTime(world, ticketMs, mostTickets)
    this.attempts = new Attempts(world.clock)
  }
}
