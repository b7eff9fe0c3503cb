import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { readTextIfAny } from './files.ts'
import { ensurePrivateFolder } from './private-folder.ts'
import { run } from './run.ts'

/** A certificate with its private key, both PEM. */
export type Certificate = { readonly cert: string; readonly key: string; readonly fingerprint: string }

/** No browser trusts a certificate for longer (CA/Browser Forum, Baseline Requirements 6.3.2 as of 2020). */
const lifetimeDays = 397
/** A new one is made when less than this is left, in milliseconds. */
const leastMs = 30 * 86_400_000
const timeoutMs = 30_000

/** Reads a certificate and its key. Throws the system's error, or that of OpenSSL, when they cannot be used together. */
export async function readCertificate(certFile: string, keyFile: string): Promise<Certificate> {
  const [cert, key] = await Promise.all([readTextIfAny(certFile), readTextIfAny(keyFile)])
  if (cert === undefined) throw new Error(`there is no file ${certFile}`)
  if (key === undefined) throw new Error(`there is no file ${keyFile}`)
  return { cert, key, fingerprint: new X509Certificate(cert).fingerprint256 }
}

/** A self-signed certificate for these names and addresses, made by openssl(1) when there is none or it is too old. */
export async function ownCertificate(
  folder: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Certificate> {
  await ensurePrivateFolder(folder)
  const [certFile, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const there = await readCertificate(certFile, keyFile).catch(() => undefined)
  if (there && isFit(there, names)) return there
  const subject = names.map((name) => `${isIP(name) === 0 ? 'DNS' : 'IP'}:${name}`).join(',')
  const days = String(lifetimeDays)
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc']
  const subjectArgs = ['-subj', '/CN=stroj', '-addext', `subjectAltName=${subject}`]
  const files = ['-keyout', keyFile, '-out', certFile]
  await run('openssl', ['req', '-x509', ...curve, '-sha256', '-days', days, ...subjectArgs, ...files], {
    signal,
    timeoutMs,
  })
  return readCertificate(certFile, keyFile)
}

function isFit({ cert }: Certificate, names: readonly string[]): boolean {
  const parsed = new X509Certificate(cert)
  const isFresh = parsed.validToDate.getTime() - Date.now() > leastMs
  return (
    isFresh && names.every((name) => (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) !== undefined)
  )
}
