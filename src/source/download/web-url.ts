import { Fault } from '../../model/fault.ts'

/** A URL that may be asked. Throws image.download-refused for other schemes, and for one with a password in it. */
export function webUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href)
  if (url === null) throw refused(text, 'it is not a URL')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused(text, `only http and https are taken, not ${url.protocol.replace(/:$/, '')}`)
  }
  if (url.username !== '' || url.password !== '') throw refused(url.host, 'a name or password in a URL is not taken')
  url.hash = ''
  return url
}

export function refused(url: string, reason: string, cause?: unknown): Fault {
  return new Fault('image.download-refused', { url: url.slice(0, 500), reason }, { cause })
}
