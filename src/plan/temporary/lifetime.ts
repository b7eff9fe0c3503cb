import type { Temporary } from '../../model/temporary.ts'

/** Until when a temporary instance stays. Times are ISO 8601, in UTC. */
export type Lifetime = {
  readonly unattendedSeconds: number
  /** When it goes unless it is renewed. */
  readonly expiresAt: string
  /** When it goes in any case. */
  readonly endsAt: string | null
}

/** Time for whoever uses it to find a new daemon, or to wake with the computer, in milliseconds. */
const graceMs = 60_000

export function firstLifetime({ unattended, limit }: Temporary, now: Date): Lifetime {
  return {
    unattendedSeconds: unattended,
    expiresAt: later(now, unattended),
    endsAt: limit === undefined ? null : later(now, limit),
  }
}

export function renewed<L extends Lifetime>(lifetime: L, now: Date): L {
  return { ...lifetime, expiresAt: later(now, lifetime.unattendedSeconds) }
}

/** What a person is told. */
export function expiryOf({ expiresAt, endsAt }: Lifetime): string {
  return endsAt !== null && endsAt < expiresAt ? endsAt : expiresAt
}

/**
 * When it is deleted, in milliseconds since 1970. `watchedSince`: from when on there was somebody who could take a renewal;
 * before, nobody can be blamed for not having renewed it.
 */
export function dueAt({ unattendedSeconds, expiresAt, endsAt }: Lifetime, watchedSince: Date): number {
  const graced = watchedSince.getTime() + Math.min(graceMs, unattendedSeconds * 1000)
  const unattended = Math.max(Date.parse(expiresAt), graced)
  return endsAt === null ? unattended : Math.min(unattended, Date.parse(endsAt))
}

function later(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString()
}
