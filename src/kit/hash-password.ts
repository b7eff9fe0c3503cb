import { joinBytes } from './join-bytes.ts'

/** As crypt(5) orders its digits. */
const digits = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** What crypt(3) does when it is not told. */
const rounds = 5000

/**
 * A password as crypt(5) hashes it with SHA-512 (Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512"). In browsers only
 * where the page is safe from others (https, or this computer), since the rest have no `crypto.subtle`.
 */
export async function hashPassword(password: string, salt = freshSalt()): Promise<string> {
  const [key, grain] = [bytesOf(password), bytesOf(salt)]
  let digest = await firstDigest(key, grain)
  const longKey = repeated(await sha(Array.from(key, () => key)), key.length)
  const times = 16 + (digest[0] ?? 0)
  const longGrain = repeated(await sha(Array.from({ length: times }, () => grain)), grain.length)
  for (let round = 0; round < rounds; round++) {
    digest = await sha([
      round % 2 === 1 ? longKey : digest,
      ...(round % 3 === 0 ? [] : [longGrain]),
      ...(round % 7 === 0 ? [] : [longKey]),
      round % 2 === 1 ? digest : longKey,
    ])
  }
  return `$6$${salt}$${written(digest)}`
}

/** 64 digits, so each of 256 values of a byte means one of them equally often. */
function freshSalt(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => digits[byte & 63]).join('')
}

async function firstDigest(key: Uint8Array, grain: Uint8Array): Promise<Uint8Array> {
  const other = await sha([key, grain, key])
  const parts = [key, grain, repeated(other, key.length)]
  for (let bits = key.length; bits > 0; bits >>= 1) parts.push(bits % 2 === 1 ? other : key)
  return sha(parts)
}

async function sha(parts: readonly Uint8Array[]): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-512', joinBytes(parts)))
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function repeated(bytes: Uint8Array, length: number): Uint8Array {
  return joinBytes(Array.from({ length: Math.ceil(length / bytes.length) }, () => bytes)).subarray(0, length)
}

/** Three bytes at a time, each triple a step further round: (0, 21, 42), (22, 43, 1), (44, 2, 23)… */
function written(digest: Uint8Array): string {
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
