import { removed } from './secret-forms.ts'

/** What looks like a secret wherever it stands, and what of it stays. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, removed],
  // crypt(5).
  [/\$(?:1|2[abxy]?|5|6|7|y|gy)\$[A-Za-z0-9./$=,+-]{8,}/g, removed],
  [/\b(ssh-[a-z0-9]+|ecdsa-sha2-nistp\d+|sk-[a-z0-9-]+@openssh\.com) [A-Za-z0-9+/=]{16,}[^\n'"]*/g, `$1 ${removed}`],
  // Whoever is named in a URL, and what is asked of a server.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/'"]*@/gi, `$1${removed}@`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s'"?#]*)[?#][^\s'"]*/gi, `$1?${removed}`],
  [/\b(Bearer|Basic) +[A-Za-z0-9+/._~=-]{8,}/gi, `$1 ${removed}`],
  [
    /\b([\w.-]*(?:passw(?:or)?d|passphrase|secret|token|api[-_]?key|authorization|cookie|credential)[\w.-]*["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s'",;&]+)/gi,
    `$1${removed}`,
  ],
  // Tokens of stroj: 50 letters and digits.
  [/(?<![A-Za-z0-9])[a-z0-9]{50}(?![A-Za-z0-9])/g, removed],
]

/** A text without what looks like a secret. */
export function withoutMarked(text: string): string {
  return marks.reduce((left, [mark, rest]) => left.replace(mark, rest), text)
}

/** Whether what a key has is a secret by the name of the key. */
export function isSecretKey(key: string): boolean {
  return /passw(?:or)?d|passphrase|secret|authorization|cookie|credential|private|^token$|api[-_]?key/i.test(key)
}
