import { generateKeyPair, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto'

/** Kinds of keys by which a host is known to those who reach it by SSH. */
export const sshKeyKinds = ['rsa', 'ecdsa', 'ed25519'] as const
export type SshKeyKind = (typeof sshKeyKinds)[number]

/** The two files of a key as ssh-keygen(1) writes them, without a passphrase. */
export type SshKeyFiles = { readonly secret: string; readonly open: string }

/** A new key, of the length that ssh-keygen gives it. RSA takes some tenths of a second, off the main thread. */
export async function makeSshHostKey(kind: SshKeyKind, comment: string): Promise<SshKeyFiles> {
  const { name, open, secret } = fieldsOf(kind, (await newKey(kind)).export({ format: 'jwk' }))
  const openBlob = join(string(name), ...open)
  const whole = join(
    Buffer.from('openssh-key-v1\0'),
    ...['none', 'none', ''].map(string),
    count(1),
    string(openBlob),
    string(secretPart(join(string(name), ...secret, string(comment)))),
  )
  return {
    secret: `-----BEGIN OPENSSH PRIVATE KEY-----\n${inLines(whole)}-----END OPENSSH PRIVATE KEY-----\n`,
    open: `${name} ${openBlob.toString('base64')} ${comment}\n`,
  }
}

type Fields = { readonly name: string; readonly open: readonly Buffer[]; readonly secret: readonly Buffer[] }

/** What a key consists of, in the order of OpenSSH's PROTOCOL.key and of RFC 4253 (6.6), 5656 (3.1) and 8709 (4). */
function fieldsOf(kind: SshKeyKind, jwk: JsonWebKey): Fields {
  const part = (name: 'n' | 'e' | 'd' | 'p' | 'q' | 'qi' | 'x' | 'y') => Buffer.from(jwk[name] ?? '', 'base64url')
  switch (kind) {
    case 'rsa': {
      const [n, e, d, qi, p, q] = (['n', 'e', 'd', 'qi', 'p', 'q'] as const).map((name) => number(part(name)))
      const all = [n, e, d, qi, p, q].flatMap((each) => each ?? [])
      return { name: 'ssh-rsa', open: [e, n].flatMap((each) => each ?? []), secret: all }
    }
    case 'ecdsa': {
      const open = [string('nistp256'), string(join(Buffer.of(4), part('x'), part('y')))]
      return { name: 'ecdsa-sha2-nistp256', open, secret: [...open, number(part('d'))] }
    }
    case 'ed25519': {
      const open = [string(part('x'))]
      return { name: 'ssh-ed25519', open, secret: [...open, string(join(part('d'), part('x')))] }
    }
  }
}

function newKey(kind: SshKeyKind): Promise<KeyObject> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, _open: KeyObject, secret: KeyObject) => (error ? reject(error) : resolve(secret))
    if (kind === 'rsa') generateKeyPair('rsa', { modulusLength: 3072 }, done)
    else if (kind === 'ecdsa') generateKeyPair('ec', { namedCurve: 'P-256' }, done)
    else generateKeyPair('ed25519', undefined, done)
  })
}

/** Two equal numbers before, by which a wrong passphrase would be known, and 1, 2, 3 … after, up to a multiple of eight. */
function secretPart(fields: Buffer): Buffer {
  const check = randomBytes(4)
  const bytes = join(check, check, fields)
  const padding = Array.from({ length: (8 - (bytes.length % 8)) % 8 }, (_, index) => index + 1)
  return join(bytes, Buffer.from(padding))
}

function string(text: string | Buffer): Buffer {
  const bytes = Buffer.from(text)
  return join(count(bytes.length), bytes)
}

/** An `mpint`: without zeros before, but for one that keeps it positive (RFC 4251, 5). */
function number(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const digits = first === -1 ? Buffer.alloc(0) : bytes.subarray(first)
  return string((digits[0] ?? 0) < 0x80 ? digits : join(Buffer.of(0), digits))
}

function count(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function join(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts)
}

function inLines(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll(/.{1,70}/g, '$&\n')
}
