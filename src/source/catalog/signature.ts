import { fileKind, readStart } from '../../host/durable-file.ts'
import { writeWhole } from '../../host/files.ts'
import { run, RunError } from '../../host/run.ts'
import { Fault } from '../../model/fault.ts'
import type { Signing } from './entry.ts'

/** The message of a clear-signed text is what is signed, or the reason why nobody looked. */
export type Signed = { readonly text: string } | { readonly unchecked: string }

export type SignedList = {
  readonly url: URL
  readonly text: Uint8Array
  /** Undefined for a clear-signed list. */
  readonly signature: Uint8Array | undefined
}

const deadlineMs = 30_000
const mostKeyBytes = 1 << 20

/**
 * The text of a list as far as a key of its distribution has signed it (gpgv(1)). `unchecked` when this host has no gpgv or
 * not the keys. Throws image.bad-signature when the signature does not hold.
 */
export async function verified(
  list: SignedList,
  { keyring }: Signing,
  folder: string,
  signal: AbortSignal,
): Promise<Signed> {
  const path = await firstThere(keyring.paths)
  if (path === undefined) return { unchecked: `the keys are not installed (apt-get install ${keyring.package})` }
  const files = {
    keys: `${folder}/keys.gpg`,
    list: `${folder}/list`,
    signature: `${folder}/list.sig`,
    out: `${folder}/out`,
  }
  await writeWhole(files.keys, binaryKeys(await readStart(path, mostKeyBytes)))
  await writeWhole(files.list, list.text)
  if (list.signature !== undefined) await writeWhole(files.signature, list.signature)
  const operands = list.signature === undefined ? [files.list] : [files.signature, files.list]
  try {
    const words = ['--quiet', '--homedir', folder, '--keyring', files.keys, '--output', '-', '--', ...operands]
    const { stdout } = await run('gpgv', words, { signal, timeoutMs: deadlineMs, maxBytes: 16 << 20 })
    return { text: list.signature === undefined ? stdout : new TextDecoder().decode(list.text) }
  } catch (error) {
    if (!(error instanceof RunError) || error.why.kind === 'timeout') throw error
    if (error.why.kind === 'not-found') return { unchecked: 'gpgv is not installed (apt-get install gpgv)' }
    throw new Fault('image.bad-signature', { url: list.url.href, reason: reasonOf(error) }, { cause: error })
  }
}

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if ((await fileKind(path)) === 'regular') return path
  return undefined
}

/** gpgv takes binary keys only; some packages have them as text (RFC 9580, 6). */
export function binaryKeys(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes)
  if (!text.startsWith('-----BEGIN PGP PUBLIC KEY BLOCK-----')) return bytes
  const body = text.split(/\r?\n\r?\n/)[1] ?? ''
  const lines = body.split(/\r?\n/).filter((line) => line !== '' && !/^[=-]/.test(line))
  return Buffer.from(lines.join(''), 'base64')
}

function reasonOf({ why }: RunError): string {
  const lines = ('stderr' in why ? why.stderr : '').split('\n').map((line) => line.replace(/^gpgv: */, '').trim())
  const telling = lines.find((line) => /BAD signature|No public key|expired|no valid|no signature/i.test(line))
  return telling?.replace(/^Can't check signature: /, '') ?? 'gpgv refuses it'
}
