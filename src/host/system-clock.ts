import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { uptime } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

const letters = 'abcdefghijklmnopqrstuvwxyz'
const letterOrDigit = `${letters}0123456789`

/** The clock of this computer. */
export const systemClock = {
  now: (): Date => new Date(),
  steady: (): number => performance.now(),
  sleep: (ms: number, signal: AbortSignal): Promise<void> =>
    sleep(ms, undefined, { signal, ref: false }).catch((error: unknown) => {
      // Node wraps the reason in an error of its own.
      throw signal.aborted ? signal.reason : error
    }),
}

/** Randomness of the kernel. */
export const systemRandom = {
  uuid: (): string => randomUUID(),
  token: (length: number): string =>
    pick(letters) + Array.from({ length: length - 1 }, () => pick(letterOrDigit)).join(''),
  mac: (): string => `52:54:00:${[...randomBytes(3)].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}`,
}

/** When this computer was booted. */
export function bootedAt(): Date {
  return new Date(Date.now() - uptime() * 1000)
}

function pick(from: string): string {
  return from.charAt(randomInt(from.length))
}
