import type { Random } from '../../contract/clock.ts'

/** Of 36 letters and digits, 50 are worth 258 bits. */
const length = 50

/** Something that nobody can guess. */
export function newSecret(random: Random): string {
  return random.token(length)
}

/** SHA-256 in hex. A secret this long cannot be found by trying, so nothing slower is needed to keep it. */
export async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
