import { createHash, randomInt } from 'node:crypto'

/** As crypt(5) orders its digits. */
const digits = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** What crypt(3) does when it is not told. */
const rounds = 5000

/** A password as crypt(5) hashes it with SHA-512 (Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512"). */
export function hashPassword(password: string, salt = freshSalt()): string {
  const key = Buffer.from(password)
  const grain = Buffer.from(salt)
  let digest = firstDigest(key, grain)
  const longKey = repeated(sha(Array.from(key, () => key)), key.length)
  const times = 16 + (digest[0] ?? 0)
  const longGrain = repeated(sha(Array.from({ length: times }, () => grain)), grain.length)
  for (let round = 0; round < rounds; round++) {
    digest = sha([
      round % 2 === 1 ? longKey : digest,
      ...(round % 3 === 0 ? [] : [longGrain]),
      ...(round % 7 === 0 ? [] : [longKey]),
      round % 2 === 1 ? digest : longKey,
    ])
  }
  return `$6$${salt}$${written(digest)}`
}

function freshSalt(): string {
  return Array.from({ length: 16 }, () => digits[randomInt(digits.length)]).join('')
}

function firstDigest(key: Buffer, grain: Buffer): Buffer {
  const other = sha([key, grain, key])
  const parts = [key, grain, repeated(other, key.length)]
  for (let bits = key.length; bits > 0; bits >>= 1) parts.push(bits % 2 === 1 ? other : key)
  return sha(parts)
}

function sha(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha512')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function repeated(bytes: Buffer, length: number): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(length / bytes.length) }, () => bytes)).subarray(0, length)
}

/** Three bytes at a time, each triple a step further round: (0, 21, 42), (22, 43, 1), (44, 2, 23)… */
function written(digest: Buffer): string {
  let text = ''
  let triple: readonly [number, number, number] = [0, 21, 42]
  for (let index = 0; index < 21; index++) {
    const [high, middle, low] = triple
    text += group(((digest[high] ?? 0) << 16) | ((digest[middle] ?? 0) << 8) | (digest[low] ?? 0), 4)
    triple = [middle + 1, low + 1, high + 1]
  }
  return text + group(digest[63] ?? 0, 2)
}

function group(bits: number, count: number): string {
  return Array.from({ length: count }, (_, index) => digits[(bits >> (6 * index)) & 63]).join('')
}
