import type { Random } from '../../contract/clock.ts'
import { sha256Hex } from '../../kit/sha256-hex.ts'

/** Of 36 letters and digits, 50 are worth 258 bits. */
const length = 50

/** Something that nobody can guess. */
export function newSecret(random: Random): string {
  return random.token(length)
}

/** SHA-256 in hex. A secret this long cannot be found by trying, so nothing slower is needed to keep it. */
export function hashOf(secret: string): Promise<string> {
  return sha256Hex(secret)
}
