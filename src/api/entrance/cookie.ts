/** As long as a session at most; the daemon ends it by its own clock. In seconds. */
const lifetime = 7 * 86_400

/** Writes the cookie of a session: no script reads it, and no other site's page makes the browser send it (RFC 6265). */
export function cookieWriter({ name, secure }: { readonly name: string; readonly secure: boolean }) {
  const rest = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  return (secret: string | null): string =>
    secret === null ? `${name}=; Max-Age=0; ${rest}` : `${name}=${secret}; Max-Age=${lifetime}; ${rest}`
}

/** What a browser sends back under a name. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}
